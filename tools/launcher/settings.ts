import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { type Instance, ROOT } from './paths.ts';

/** Every setting of the API that a person may give; a set one wins over what the launcher would choose. */
const API_SETTINGS = [
  'AUTH_SECRET',
  'CONFERENCE_CONTROL_URL',
  'CONFERENCE_SECRET',
  'DATABASE_POOL_SIZE',
  'DATABASE_URL',
  'EMAIL_PASS',
  'EMAIL_USER',
  'JITSI_APP_ID',
  'JITSI_APP_SECRET',
  'JITSI_DOMAIN',
  'JITSI_LIBRARY_URL',
  'JITSI_PEER_TO_PEER',
  'JITSI_WEBSOCKET_URL',
  'LINK_SECRET',
  'LOG_LEVEL',
  'MAIL_FROM',
  'PUBLIC_URL',
  'REDIS_URL',
  'SMTP_URL',
  'STRIPE_API_URL',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'SWEEP_INTERVAL_MS',
  'TRUSTED_PROXIES',
] as const;

export type Settings = Readonly<Record<string, string | undefined>>;

/** What the person has set: in the environment, else in `.env` at the root of the checkout; empty means unset. */
export function givenSettings(): Settings {
  const file = path.join(ROOT, '.env');
  const all: Settings = { ...(existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}), ...process.env };
  return Object.fromEntries(API_SETTINGS.flatMap((name) => (all[name] ? [[name, all[name]]] : [])));
}

/** Secrets that the launcher makes up for an instance; nobody ever needs to know the first group. */
export type Secrets = {
  readonly authSecret: string;
  readonly linkSecret: string;
  readonly jitsiAppSecret: string;
  readonly conferenceSecret: string;
  readonly stripeSecretKey: string;
  readonly stripeWebhookSecret: string;
  readonly demoAdminPassword: string;
  readonly demoCandidatePassword: string;
};

/** Reads the instance's secrets; makes them at the first start. The file is for its owner's eyes only. */
export function readSecrets(instance: Instance): Secrets {
  const file = path.join(instance.folder, 'secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  const secrets: Secrets = {
    authSecret: key(),
    linkSecret: key(),
    jitsiAppSecret: key(),
    conferenceSecret: key(),
    stripeSecretKey: `sk_test_${key()}`,
    stripeWebhookSecret: `whsec_${key()}`,
    demoAdminPassword: memorable(),
    demoCandidatePassword: memorable(),
  };
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}

/** 256 random bits. */
function key(): string {
  return randomBytes(32).toString('hex');
}

/** A password that can be typed from a screen: 15 letters and digits in groups, about 75 random bits. */
function memorable(): string {
  const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'; // 32 signs: a byte falls on each equally often
  const signs = Array.from(randomBytes(15), (byte) => alphabet.charAt(byte % alphabet.length));
  return [0, 5, 10].map((from) => signs.slice(from, from + 5).join('')).join('-');
}

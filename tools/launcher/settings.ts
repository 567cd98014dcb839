import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { LaunchError } from './bootstrap.mjs';
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
  'JITSI_SHARDS',
  'JITSI_WEBSOCKET_URL',
  'LINK_SECRET',
  'LOG_LEVEL',
  'MAIL_FROM',
  'PUBLIC_URL',
  'REDIS_URL',
  'SMS_FROM',
  'SMTP_URL',
  'STRIPE_API_URL',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'SWEEP_INTERVAL_MS',
  'TRUSTED_PROXIES',
  'TURN_SECRET',
  'TURN_URLS',
  'TWILIO_ACCOUNT_SID',
  'TWILIO_API_URL',
  'TWILIO_AUTH_TOKEN',
  'WORKER_PORT',
] as const;

export type Settings = Readonly<Record<string, string | undefined>>;

/** The port of the portal when the person does not say another. */
const PORTAL_PORT = 3000;

/** What the person has set: in the environment, else in `.env` at the root of the checkout; empty means unset. */
export function givenSettings(): Settings {
  const all = everythingSet();
  return Object.fromEntries(API_SETTINGS.flatMap((name) => (all[name] ? [[name, all[name]]] : [])));
}

/** The portal's port: `PORT`, found like every other setting, else 3000. */
export function portalPort(): number {
  const { PORT } = everythingSet();
  return PORT ? parsePort(PORT, 'PORT') : PORTAL_PORT;
}

/**
 * Reads a TCP port that a person wrote.
 *
 * @param name where it was written, for the message
 */
export function parsePort(text: string, name: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port > 0 && port < 65_536) return port;
  throw new LaunchError(
    `${name} is "${text}", which is no port. Set it to a number from 1 to 65535, such as 3000.`,
  );
}

function everythingSet(): Settings {
  const file = path.join(ROOT, '.env');
  return { ...(existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}), ...process.env };
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

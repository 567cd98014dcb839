import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { prosodyProcess } from '../prosody/prosody.ts';
import { LaunchError } from './bootstrap.mjs';
import { type Instance, ROOT } from './paths.ts';
import { freePorts } from './ports.ts';
import type { ServiceSpec } from './service.ts';
import type { Secrets, Settings } from './settings.ts';

const PORT_NAMES = ['portal', 'postgres', 'api', 'worker', 'smtp', 'mail', 'stripe', 'signalling'] as const;

/** Loopback ports of the services behind the gateway. */
export type Ports = Readonly<Record<(typeof PORT_NAMES)[number], number>>;

/** Chooses a free port for every service that was not given one. */
export async function choosePorts(given: Partial<Ports>): Promise<Ports> {
  return { ...(await freePorts(PORT_NAMES)), ...given };
}

/** Which stand-ins run beside the API; those whose real counterpart is configured do not. */
export type StandIns = Readonly<Record<'mail' | 'sms' | 'stripe' | 'signalling', boolean>>;

/** The account that the mailbox takes text messages for. Like its mail server it lets in every program of this machine. */
const LOCAL_TWILIO = {
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'text-messages-of-the-embedded-mode',
} as const;

/**
 * The stand-ins for the outside services that the person has not configured.
 *
 * The mailbox page and the local Stripe let everybody read all mails and pay with made-up cards. That is for the
 * embedded database with its demo data alone: beside a database of the person's own they never run.
 */
export function chooseStandIns(given: Settings): StandIns {
  const isEmbedded = given.DATABASE_URL === undefined;
  const mail = isEmbedded && given.SMTP_URL === undefined && given.EMAIL_USER === undefined;
  return {
    mail,
    sms: mail && given.TWILIO_ACCOUNT_SID === undefined,
    stripe: isEmbedded && given.STRIPE_SECRET_KEY === undefined,
    signalling: given.JITSI_WEBSOCKET_URL === undefined,
  };
}

/**
 * Refuses to run on a database of the person's own while what that takes is not configured.
 *
 * @throws LaunchError that names every missing setting
 */
export function assertConfigured(given: Settings): void {
  if (given.DATABASE_URL === undefined) return;
  const hasMail =
    given.SMTP_URL !== undefined || (given.EMAIL_USER !== undefined && given.EMAIL_PASS !== undefined);
  const missing = [
    ...(hasMail ? [] : ['SMTP_URL (or EMAIL_USER and EMAIL_PASS for Gmail)']),
    ...(given.MAIL_FROM === undefined && given.EMAIL_USER === undefined ? ['MAIL_FROM'] : []),
    ...['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'].filter((name) => given[name] === undefined),
  ];
  if (missing.length === 0) return;
  throw new LaunchError(
    'DATABASE_URL names a database of your own: the local mailbox and the local Stripe are not put beside it.\n' +
      `  Set in .env or in the environment: ${missing.join(', ')}.\n` +
      '  README.md, "Environment", says what they are. Without DATABASE_URL everything runs on demo data.',
  );
}

/** The complete environment of the API and the worker. */
export function apiSettings(
  given: Settings,
  ports: Ports,
  secrets: Secrets,
  databaseUrl: string,
): Record<string, string> {
  const standIns = chooseStandIns(given);
  const publicUrl = given.PUBLIC_URL ?? `http://localhost:${ports.portal}`;
  const embedded = given.DATABASE_URL === undefined;
  const chosen: Settings = {
    HOST: '127.0.0.1',
    PUBLIC_URL: publicUrl,
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: secrets.authSecret,
    LINK_SECRET: secrets.linkSecret,
    CONFERENCE_SECRET: secrets.conferenceSecret,
    ...(embedded && { WEBHOOK_LOOPBACK: 'true' }),
    ...(standIns.mail && {
      SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
      MAIL_FROM: 'Greenroom <interviews@greenroom.example>',
    }),
    ...(standIns.sms && {
      ...LOCAL_TWILIO,
      SMS_FROM: '+15005550006',
      TWILIO_API_URL: `http://127.0.0.1:${ports.mail}`,
    }),
    ...(standIns.stripe && {
      STRIPE_SECRET_KEY: secrets.stripeSecretKey,
      STRIPE_WEBHOOK_SECRET: secrets.stripeWebhookSecret,
      STRIPE_API_URL: `http://127.0.0.1:${ports.stripe}`,
    }),
    ...(standIns.signalling && {
      JITSI_APP_ID: 'greenroom',
      JITSI_APP_SECRET: secrets.jitsiAppSecret,
      JITSI_DOMAIN: 'meet.jitsi',
      JITSI_WEBSOCKET_URL: `${publicUrl.replace(/^http/, 'ws')}/xmpp-websocket`,
      JITSI_LIBRARY_URL: '/libs/lib-jitsi-meet.min.js',
      JITSI_PEER_TO_PEER: 'true',
      RECORDER_DOMAIN: 'hidden.meet.jitsi',
      CONFERENCE_CONTROL_URL: `http://127.0.0.1:${ports.signalling}`,
    }),
  };
  const settings: Settings = {
    ...chosen,
    ...given,
    PORT: String(ports.api),
    EMBEDDED: String(embedded),
  };
  return Object.fromEntries(
    Object.entries(settings).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** What is needed to describe the services of one run. */
export type ServiceContext = {
  readonly instance: Instance;
  readonly ports: Ports;
  readonly standIns: StandIns;
  /** The complete environment of the API, as {@link apiSettings} makes it. */
  readonly env: Record<string, string>;
  /** Extra options for Node when it runs the API and the worker, such as `--watch`. */
  readonly nodeOptions?: readonly string[] | undefined;
  /** The program of a real Prosody, which takes the place of the stand-in. */
  readonly prosody?: string | undefined;
};

/**
 * The services, PostgreSQL aside, in the waves in which they start: those of one wave do not need each other. They
 * end in the reverse order.
 */
export function planServices({
  instance,
  ports,
  standIns,
  env,
  nodeOptions = [],
  prosody,
}: ServiceContext): ServiceSpec[][] {
  const loopback = (port: number) => `http://127.0.0.1:${port}`;
  const dataFolder = (name: string) => path.join(instance.folder, name);
  const apiUrl = loopback(ports.api);
  const fromEnv = (...names: string[]) => Object.fromEntries(names.map((name) => [name, env[name]]));

  const mail = node('mail', 'tools/local-mail/main.ts', ports.mail, {
    SMTP_PORT: String(ports.smtp),
    HTTP_PORT: String(ports.mail),
    DATA_DIR: dataFolder('mail'),
    ...(standIns.sms && LOCAL_TWILIO),
  });
  const stripe = node('stripe', 'tools/local-stripe/main.ts', ports.stripe, {
    PORT: String(ports.stripe),
    PUBLIC_URL: env.PUBLIC_URL,
    WEBHOOK_URL: `${apiUrl}/api/payments/webhooks/stripe`,
    DATA_DIR: dataFolder('stripe'),
    ...fromEnv('STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'),
  });
  const signalling =
    prosody === undefined
      ? node('signalling', 'libs/local-jitsi/src/main.ts', ports.signalling, {
          PORT: String(ports.signalling),
          API_URL: apiUrl,
          ENABLE_RECORDING: env.RECORDING_STORE === undefined ? '0' : '1',
          ...fromEnv('JITSI_APP_ID', 'JITSI_APP_SECRET', 'JITSI_DOMAIN', 'CONFERENCE_SECRET'),
        })
      : realProsody(prosody, dataFolder('prosody'), ports.signalling, apiUrl, env);
  const api = node('api', 'dist/apps/api/main.js', ports.api, env, ['--enable-source-maps', ...nodeOptions]);
  const workerPort = Number(env.WORKER_PORT) || ports.worker;
  const worker = node(
    'worker',
    'dist/apps/api/worker.js',
    workerPort,
    { ...env, WORKER_PORT: String(workerPort) },
    ['--enable-source-maps', ...nodeOptions],
  );
  const gateway = node('gateway', 'tools/gateway/main.ts', ports.portal, {
    PORT: String(ports.portal),
    API_URL: apiUrl,
    TRUSTED_PROXIES: String(Math.max(0, Number(env.TRUSTED_PROXIES ?? 1) - 1)), // the gateway is the API's first
    ...fromEnv('JITSI_WEBSOCKET_URL', 'JITSI_LIBRARY_URL'),
    ...(standIns.signalling && { SIGNALLING_URL: loopback(ports.signalling) }),
    ...(standIns.mail && { MAIL_URL: loopback(ports.mail) }),
    ...(standIns.stripe && { STRIPE_URL: loopback(ports.stripe) }),
  });
  return [
    [
      ...(standIns.mail ? [mail] : []),
      ...(standIns.stripe ? [stripe] : []),
      ...(standIns.signalling ? [signalling] : []),
    ],
    [{ ...api, isReady: () => answers(`${apiUrl}/health/ready`) }, worker],
    [{ ...gateway, isReady: () => answers(`http://localhost:${ports.portal}/health/live`) }],
  ];
}

/** Prosody as deploy/jitsi configures it, for tests of the whole. */
function realProsody(
  program: string,
  folder: string,
  port: number,
  apiUrl: string,
  settings: Settings,
): ServiceSpec {
  mkdirSync(folder, { recursive: true });
  const { JITSI_APP_ID = '', JITSI_APP_SECRET = '', JITSI_DOMAIN = '', CONFERENCE_SECRET = '' } = settings;
  const { args, env } = prosodyProcess(
    {
      appId: JITSI_APP_ID,
      appSecret: JITSI_APP_SECRET,
      domain: JITSI_DOMAIN,
      conferenceSecret: CONFERENCE_SECRET,
      apiUrl,
    },
    folder,
    port,
  );
  const isReady = () => responds(`http://127.0.0.1:${port}/`);
  return { name: 'signalling', command: program, args, env, isReady };
}

function node(
  name: string,
  entry: string,
  port: number,
  settings: Settings,
  options: readonly string[] = [],
): ServiceSpec {
  const system = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    TZ: process.env.TZ,
    NODE_EXTRA_CA_CERTS: process.env.NODE_EXTRA_CA_CERTS,
  };
  return {
    name,
    command: process.execPath,
    args: [...options, entry],
    cwd: ROOT,
    env: { ...system, ...settings },
    isReady: async () => responds(`http://127.0.0.1:${port}/`),
  };
}

/** True when an HTTP server is there, whatever it says. */
async function responds(url: string): Promise<boolean> {
  return fetch(url, { redirect: 'manual' }).then(
    () => true,
    () => false,
  );
}

/** True when the address answers with a success. */
async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  );
}

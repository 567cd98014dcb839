import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { INestApplicationContext } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { freePort } from '../../../../tools/launcher/ports.ts';
import { type LocalMail, startLocalMail } from '../../../../tools/local-mail/server.ts';
import { type LocalStripe, startLocalStripe } from '../../../../tools/local-stripe/server.ts';
import { type Environment, parseEnvironment } from '../../src/env.ts';
import { createHttpServer } from '../../src/http-server.ts';
import { Database } from '../../src/platform/database/database.ts';
import { createWorker } from '../../src/worker-application.ts';
import { Client } from './client.ts';
import { TestClock } from './test-clock.ts';
import { createTestDatabase } from './test-database.ts';

export { freePort };

export const PUBLIC_URL = 'http://localhost:3000';
const STRIPE_KEY = 'sk_test_integration';
const WEBHOOK_SECRET = 'whsec_integration';
const TWILIO = { sid: `AC${'1'.repeat(32)}`, authToken: 'token-of-the-integration-specs' };

export interface ApplicationOptions {
  /** Settings of this application alone. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Real stand-ins that the test needs; each is a process's worth of start-up. */
  readonly mail?: boolean;
  readonly stripe?: boolean;
  /** Recordings are kept in a folder of this application. */
  readonly recordings?: boolean;
  /** Where the local Stripe sends its webhooks; this application, unless said. */
  readonly webhookUrl?: string;
  /** What the database's sessions speak unless they ask for another one; UTC when absent. */
  readonly databaseTimeZone?: string;
  /** A server of its own for the database, with the template that is copied. */
  readonly databaseServer?: string;
}

/** The API on a database of its own, its workers when asked for, and the outside services that the test wants. */
export interface TestApplication {
  readonly http: NestFastifyApplication;
  readonly url: string;
  readonly environment: Environment;
  readonly clock: TestClock;
  readonly database: Database;
  readonly mail: LocalMail | undefined;
  readonly stripe: LocalStripe | undefined;
  /** A provider of the API. */
  get: NestFastifyApplication['get'];
  /** Somebody without any session. */
  visitor(): Client;
  /** A new account, signed in. */
  candidate(name?: string): Promise<AccountClient>;
  /** A new account with the admin role, signed in. */
  admin(): Promise<AccountClient>;
  /** Another worker process' worth of due work. */
  startWorker(): Promise<INestApplicationContext>;
  stop(): Promise<void>;
}

export interface AccountClient extends Client {
  readonly email: string;
  readonly accountId: string;
}

const secret = () => randomBytes(32).toString('hex');

/** Starts it whole, or leaves nothing running: a server that is left over keeps the test runner from ending. */
export async function startApplication(options: ApplicationOptions = {}): Promise<TestApplication> {
  const started = new AsyncDisposableStack();
  try {
    return await startOn(started, options);
  } catch (failure) {
    await started.disposeAsync();
    throw failure;
  }
}

/** Whatever it starts is put on `started` at once; the last is stopped first. */
async function startOn(started: AsyncDisposableStack, options: ApplicationOptions): Promise<TestApplication> {
  const folder = mkdtempSync(path.join(tmpdir(), 'greenroom-test-'));
  started.defer(() => rmSync(folder, { recursive: true, force: true }));
  const database = await createTestDatabase(options.databaseTimeZone, options.databaseServer);
  started.defer(() => database.drop());
  const mail = options.mail
    ? await startLocalMail({
        smtpPort: 0,
        httpPort: 0,
        dataDirectory: path.join(folder, 'mail'),
        twilio: TWILIO,
      })
    : undefined;
  started.defer(() => mail?.close());
  const clock = new TestClock();

  // The local Stripe has to know where the API listens before it does, and the API where the local Stripe is.
  const apiPort = options.stripe ? await freePort() : 0;
  const stripe = options.stripe
    ? await startLocalStripe({
        port: 0,
        publicUrl: PUBLIC_URL,
        secretKey: STRIPE_KEY,
        webhookSecret: WEBHOOK_SECRET,
        webhookUrl: options.webhookUrl ?? `http://127.0.0.1:${apiPort}/api/payments/webhooks/stripe`,
        dataDirectory: path.join(folder, 'stripe'),
        now: () => clock.now().getTime(),
      })
    : undefined;
  started.defer(() => stripe?.close());

  const environment = parseEnvironment({
    NODE_ENV: 'test',
    PORT: String(apiPort),
    PUBLIC_URL,
    DATABASE_URL: database.url,
    AUTH_SECRET: secret(),
    LINK_SECRET: secret(),
    SMTP_URL: mail?.smtpUrl ?? 'smtp://127.0.0.1:1',
    MAIL_FROM: 'Greenroom <hello@greenroom.example>',
    ...(mail && {
      TWILIO_ACCOUNT_SID: TWILIO.sid,
      TWILIO_AUTH_TOKEN: TWILIO.authToken,
      SMS_FROM: '+15005550006',
      TWILIO_API_URL: mail.httpUrl,
    }),
    STRIPE_SECRET_KEY: STRIPE_KEY,
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STRIPE_API_URL: stripe?.url ?? 'http://127.0.0.1:1',
    JITSI_APP_ID: 'greenroom',
    JITSI_APP_SECRET: secret(),
    JITSI_DOMAIN: 'meet.jitsi',
    JITSI_WEBSOCKET_URL: 'ws://localhost:3000/xmpp-websocket',
    JITSI_PEER_TO_PEER: 'true',
    CONFERENCE_SECRET: secret(),
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    SWEEP_INTERVAL_MS: '50',
    ...(options.recordings && {
      RECORDING_STORE: pathToFileURL(path.join(folder, 'recordings')).href,
      RECORDER_DOMAIN: 'hidden.meet.jitsi',
    }),
    ...options.settings,
  });
  const http = await createHttpServer(environment, clock);
  started.defer(() => http.close());
  await http.listen(apiPort, '127.0.0.1');
  const url = await http.getUrl();

  const application: TestApplication = {
    http,
    url,
    environment,
    clock,
    database: http.get(Database),
    mail,
    stripe,
    get: http.get.bind(http),
    visitor: () => new Client(url, PUBLIC_URL),
    candidate: (name = 'Casey Candidate') => signUp(application, name),
    async admin() {
      const client = await signUp(application, 'Avery Admin');
      await application.database.client.user.update({
        where: { id: client.accountId },
        data: { role: 'admin' },
      });
      return client;
    },
    async startWorker() {
      const worker = await createWorker(environment, clock);
      started.defer(() => worker.close());
      return worker;
    },
    stop: () => started.disposeAsync(),
  };
  return application;
}

async function signUp(application: TestApplication, name: string): Promise<AccountClient> {
  const client = application.visitor();
  const email = `${randomUUID()}@example.com`;
  // Each person comes from an address of their own: the sign-up quota counts by address.
  const address = `10.${randomBytes(3).join('.')}`;
  const { status, body } = await client.send<{ account: { id: string } }>(
    'POST',
    '/api/auth/sign-up/email',
    { name, email, password: 'correct horse battery' },
    { 'x-forwarded-for': address },
  );
  if (status !== 200) throw new Error(`Signing up failed: ${status} ${JSON.stringify(body)}`);
  return Object.assign(client, { email, accountId: body.account.id });
}

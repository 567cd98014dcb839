import Fastify, { type FastifyInstance } from 'fastify';
import { ZodError } from 'zod';

import { registerApi } from './api-server.ts';
import { registerControl } from './control-routes.ts';
import { Faults } from './faults.ts';
import { registerPayPage } from './pay-routes.ts';
import { expireSession } from './payments.ts';
import { Store } from './store.ts';
import { WebhookDelivery } from './webhook-delivery.ts';

const EXPIRY_SWEEP_MS = 1_000;

export interface LocalStripeOptions {
  /** 0 picks a free port. */
  readonly port: number;
  /** The origin at which people reach the payment page, without a slash at the end. */
  readonly publicUrl: string;
  readonly secretKey: string;
  readonly webhookSecret: string;
  readonly webhookUrl: string;
  /** A folder of its own; everything is kept there between runs. */
  readonly dataDirectory: string;
  /** Unix milliseconds; tests move it. */
  readonly now?: () => number;
}

export interface LocalStripe {
  /** Where the API is, for instance `http://127.0.0.1:4010`. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Starts the server on loopback. */
export async function startLocalStripe(options: LocalStripeOptions): Promise<LocalStripe> {
  const now = options.now ?? Date.now;
  const store = Store.open(options.dataDirectory);
  const target = { url: options.webhookUrl, secret: options.webhookSecret };
  const delivery = new WebhookDelivery(store, target, now);
  const faults = new Faults();
  const changed = () => delivery.wake();

  const server = bareServer();
  const { secretKey, publicUrl } = options;
  registerApi(server, { store, faults, now, secretKey, publicUrl, changed });
  registerPayPage(server, { store, now, changed });
  registerControl(server, { store, delivery, faults, now });
  server.get('/health', () => ({ status: 'ok' }));

  const sweep = setInterval(() => {
    if (expireDueSessions(store, now()) > 0) delivery.wake();
  }, EXPIRY_SWEEP_MS);
  const url = await server.listen({ port: options.port, host: '127.0.0.1' });
  delivery.wake();

  return {
    url,
    async close() {
      clearInterval(sweep);
      await server.close();
      await delivery.stop();
      store.close();
    },
  };
}

function bareServer(): FastifyInstance {
  const server = Fastify({ bodyLimit: 256 * 1024, forceCloseConnections: true });
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, body),
  );
  server.setErrorHandler(async (error, _request, reply) => {
    if (error instanceof ZodError) return reply.code(400).send({ error: { message: error.message } });
    const statusCode = (error as { statusCode?: number }).statusCode ?? 500;
    if (statusCode >= 500) process.stderr.write(`local-stripe: ${(error as Error).stack ?? String(error)}\n`);
    return reply.code(statusCode).send({ error: { type: 'api_error', message: (error as Error).message } });
  });
  return server;
}

/** Ends open sessions whose time is over, as Stripe does by itself. */
function expireDueSessions(store: Store, nowMs: number): number {
  const now = Math.floor(nowMs / 1000);
  const due = store
    .all('checkout')
    .filter(({ session }) => session.status === 'open' && session.expires_at <= now);
  for (const checkout of due) store.transaction((tx) => expireSession({ tx, now, cause: null }, checkout));
  return due.length;
}

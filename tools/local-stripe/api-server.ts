import { timingSafeEqual } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { ApiRoute } from './api-route.ts';
import { CHECKOUT_ROUTES } from './checkout-routes.ts';
import { StripeApiError } from './errors.ts';
import type { Faults } from './faults.ts';
import { formBody, parseForm } from './form.ts';
import { newId } from './ids.ts';
import { fingerprintOf, type KeyedRequest, replayOf } from './idempotency.ts';
import { API_VERSION } from './objects.ts';
import { READ_ROUTES } from './read-routes.ts';
import { REFUND_ROUTES } from './refund-routes.ts';
import type { Store, Transaction } from './store.ts';

export interface ApiDependencies {
  readonly store: Store;
  readonly faults: Faults;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly secretKey: string;
  readonly publicUrl: string;
  /** Called after each call that may have changed something. */
  readonly changed: () => void;
}

interface Answer {
  readonly statusCode: number;
  readonly body: unknown;
  /** Set when this is the repetition of an earlier answer: the id of the request that was answered first. */
  readonly originalRequest?: string;
}

const ROUTES: readonly ApiRoute[] = [...CHECKOUT_ROUTES, ...REFUND_ROUTES, ...READ_ROUTES];

/** Registers the REST API below `/v1`: authentication, idempotency, Stripe's headers and error envelope. */
export function registerApi(server: FastifyInstance, dependencies: ApiDependencies): void {
  for (const route of ROUTES) {
    server.route<{ Params: { id?: string } }>({
      method: route.method,
      url: route.path,
      handler: (request, reply) => respond(dependencies, route, request, reply),
    });
  }
  server.all('/v1/*', async (request, reply) => {
    const message = `Unrecognized request URL (${request.method}: ${request.url.split('?')[0]}).`;
    return reply.code(404).send({ error: { type: 'invalid_request_error', message } });
  });
}

async function respond(
  dependencies: ApiDependencies,
  route: ApiRoute,
  request: FastifyRequest<{ Params: { id?: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const requestId = newId('req_');
  const fault = dependencies.faults.take(request.method, request.url);
  if (fault?.mode === 'slow') await wait(fault.ms);
  if (fault?.mode === 'lose-request') return cut(request, reply);

  let answer: Answer;
  try {
    authenticate(request, dependencies.secretKey);
    if (fault?.mode === 'error') {
      throw new StripeApiError(500, { type: 'api_error', message: 'An unknown error occurred.' });
    }
    answer = execute(dependencies, route, request, requestId);
  } catch (error) {
    if (!(error instanceof StripeApiError)) throw error;
    answer = { statusCode: error.statusCode, body: { error: error.body } };
  }
  dependencies.changed();
  if (fault?.mode === 'lose-answer') return cut(request, reply);

  void reply.headers({
    'request-id': requestId,
    'stripe-version': request.headers['stripe-version'] ?? API_VERSION,
  });
  const key = idempotencyKey(request);
  if (key !== null) void reply.header('idempotency-key', key);
  if (answer.originalRequest !== undefined) {
    void reply.headers({ 'idempotent-replayed': 'true', 'original-request': answer.originalRequest });
  }
  return reply.code(answer.statusCode).send(answer.body);
}

/** The call, its events and the record under its idempotency key are one transaction. */
function execute(
  dependencies: ApiDependencies,
  route: ApiRoute,
  request: FastifyRequest<{ Params: { id?: string } }>,
  requestId: string,
): Answer {
  const [path = '', query = ''] = request.url.split('?');
  const form = route.method === 'GET' ? query : formBody(request);
  const now = Math.floor(dependencies.now() / 1000);
  const key = idempotencyKey(request);
  const keyed = key === null ? null : { key, method: request.method, path, fingerprint: fingerprintOf(form) };

  return dependencies.store.transaction((tx) => {
    const replay = keyed === null ? null : replayOf(tx.get('idempotency', keyed.key), keyed, now);
    if (replay !== null) {
      return { statusCode: replay.statusCode, body: replay.body, originalRequest: replay.requestId };
    }
    const answer = attempt(() => ({
      statusCode: 200,
      body: route.handle({
        tx,
        now,
        cause: { requestId, idempotencyKey: key },
        id: request.params.id ?? '',
        params: parseForm(form),
        all: dependencies.store.all.bind(dependencies.store),
        publicUrl: dependencies.publicUrl,
      }),
    }));
    if (keyed !== null) keep(tx, keyed, answer, requestId, now);
    return answer;
  });
}

/** Turns refusals that Stripe keeps under the idempotency key into answers; the others go on as errors. */
function attempt(handle: () => Answer): Answer {
  try {
    return handle();
  } catch (error) {
    if (error instanceof StripeApiError && error.executed) {
      return { statusCode: error.statusCode, body: { error: error.body } };
    }
    throw error;
  }
}

function keep(tx: Transaction, keyed: KeyedRequest, answer: Answer, requestId: string, now: number): void {
  const { statusCode, body } = answer;
  tx.put('idempotency', keyed.key, { ...keyed, requestId, statusCode, body, created: now });
}

function authenticate(request: FastifyRequest, secretKey: string): void {
  const [scheme = '', credentials = ''] = (request.headers.authorization ?? '').split(' ');
  const key = /^basic$/i.test(scheme)
    ? (Buffer.from(credentials, 'base64').toString().split(':')[0] ?? '')
    : credentials;
  if (key === '') {
    throw new StripeApiError(401, {
      type: 'invalid_request_error',
      message: 'You did not provide an API key.',
    });
  }
  const given = Buffer.from(key);
  const expected = Buffer.from(secretKey);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    const shown = key.length > 12 ? `${key.slice(0, 8)}${'*'.repeat(8)}${key.slice(-4)}` : '********';
    throw new StripeApiError(401, {
      type: 'invalid_request_error',
      message: `Invalid API Key provided: ${shown}`,
    });
  }
}

/** Stripe ignores the key of a GET. */
function idempotencyKey(request: FastifyRequest): string | null {
  const header = request.headers['idempotency-key'];
  return request.method === 'POST' && typeof header === 'string' && header !== '' ? header : null;
}

function cut(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  request.raw.socket.destroy();
  return reply.hijack();
}

import httpProxy from '@fastify/http-proxy';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Environment } from './environment.ts';

/** Seconds after which a client may try again while a service behind the gateway is away. */
const RETRY_AFTER = 2;

/** Hands the addresses that are not the portal's to the services behind the gateway. */
export async function registerUpstreams(server: FastifyInstance, environment: Environment): Promise<void> {
  const { API_URL, MAIL_URL, STRIPE_URL, SIGNALLING_URL } = environment;
  const upstreams = [
    ['/api', API_URL],
    ['/health', API_URL],
    ['/metrics', API_URL],
    ['/dev/mail', MAIL_URL],
    ['/dev/stripe', STRIPE_URL],
  ] as const;
  for (const [prefix, upstream] of upstreams) {
    if (upstream !== undefined) await registerUpstream(server, prefix, upstream);
  }
  if (SIGNALLING_URL !== undefined) {
    const prefix = '/xmpp-websocket';
    await server.register(httpProxy, {
      upstream: SIGNALLING_URL,
      prefix,
      rewritePrefix: prefix,
      websocket: true,
    });
  }
}

async function registerUpstream(server: FastifyInstance, prefix: string, upstream: string): Promise<void> {
  await server.register(httpProxy, {
    upstream,
    prefix,
    rewritePrefix: prefix,
    replyOptions: {
      rewriteRequestHeaders: (request, headers) => ({ ...headers, ...forwardedHeaders(request) }),
      onError: (reply, { error }) => {
        // Only what is known to be harmless: paths and queries may carry tokens.
        process.stderr.write(`gateway: ${prefix} does not answer: ${error.message}\n`);
        void reply
          .code(503)
          .header('retry-after', RETRY_AFTER)
          .type('application/json; charset=utf-8')
          .send(
            JSON.stringify({
              error: { code: 'unavailable', message: 'The service is starting or being updated.' },
            }),
          );
      },
    },
  });
}

/** Who really asks. What a client claims in these headers is replaced: the gateway is the first proxy. */
function forwardedHeaders(request: Pick<FastifyRequest, 'socket' | 'headers'>): Record<string, string> {
  return {
    'x-forwarded-for': request.socket.remoteAddress ?? '',
    'x-forwarded-host': request.headers.host ?? '',
    'x-forwarded-proto': 'http',
  };
}

import httpProxy from '@fastify/http-proxy';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Environment } from './environment.ts';

/** Seconds after which a client may try again while a service behind the gateway is away. */
const RETRY_AFTER = 2;

/**
 * Hands the addresses that are not the portal's to the services behind the gateway. The API's `/metrics` is none of
 * them: it tells how the business goes, and is for who reaches the API's own port.
 */
export async function registerUpstreams(server: FastifyInstance, environment: Environment): Promise<void> {
  const { API_URL, MAIL_URL, STRIPE_URL, SIGNALLING_URL, TRUSTED_PROXIES } = environment;
  const upstreams = [
    ['/api', API_URL],
    ['/health', API_URL],
    ['/dev/mail', MAIL_URL],
    ['/dev/stripe', STRIPE_URL],
  ] as const;
  for (const [prefix, upstream] of upstreams) {
    if (upstream !== undefined) await registerUpstream(server, prefix, upstream, TRUSTED_PROXIES);
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

async function registerUpstream(
  server: FastifyInstance,
  prefix: string,
  upstream: string,
  trustedProxies: number,
): Promise<void> {
  await server.register(httpProxy, {
    upstream,
    prefix,
    rewritePrefix: prefix,
    replyOptions: {
      rewriteRequestHeaders: (request, headers) => ({
        ...headers,
        ...forwardedHeaders(request, trustedProxies),
      }),
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

/**
 * Who really asks. Each proxy appends the address that it was asked from, so the last addresses are those that the
 * trusted proxies before this one saw; what stands before them a client can have made up, and is dropped. Without
 * such a proxy nothing that a client claims in these headers is passed on.
 */
function forwardedHeaders(
  request: Pick<FastifyRequest, 'socket' | 'headers'>,
  trustedProxies: number,
): Record<string, string> {
  const { headers, socket } = request;
  const claimed = [headers['x-forwarded-for'] ?? []].flat().flatMap((line) => line.split(','));
  const seen = trustedProxies === 0 ? [] : claimed.map((one) => one.trim()).slice(-trustedProxies);
  const trusted = (name: string) => (trustedProxies === 0 ? undefined : headers[name]?.toString());
  return {
    'x-forwarded-for': [...seen, socket.remoteAddress ?? ''].join(', '),
    'x-forwarded-host': trusted('x-forwarded-host') ?? headers.host ?? '',
    'x-forwarded-proto': trusted('x-forwarded-proto') ?? 'http',
  };
}

import type { FastifyReply, FastifyRequest } from 'fastify';

const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Tells whether a request was made straight to this loopback port by a program on the same machine: not passed on
 * by the gateway (which adds `X-Forwarded-*`), not sent by a web page (which adds `Origin` or `Sec-Fetch-*`), and
 * not under a rebound host name.
 */
function isDirectRequest(request: FastifyRequest): boolean {
  const { headers } = request;
  const passedOn =
    Object.keys(headers).some((name) => name.startsWith('x-forwarded-')) || 'forwarded' in headers;
  const fromWebPage = 'origin' in headers || 'sec-fetch-site' in headers;
  const hostname = (headers.host ?? '').replace(/:\d+$/, '');
  return !passedOn && !fromWebPage && LOOPBACK_HOSTS.has(hostname);
}

/** Fastify hook for the control routes of the local servers: everything that is not a direct request sees a 404. */
export async function refuseIndirectRequests(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (!isDirectRequest(request)) {
    await reply.code(404).send({ error: { message: 'Not found' } });
  }
}

import type { FastifyInstance } from 'fastify';
import { refuseForeignOrigin } from '../platform/http/foreign-origin.ts';
import type { Authentication } from './authentication.ts';

/**
 * Mounts the account library's own endpoints below `/api/auth`. It reads web-standard requests, so the parsed body is handed over again
 * as JSON. The address it counts attempts by comes from us, never from a header that the caller could choose.
 */
export function mountAuthentication(
  server: FastifyInstance,
  authentication: Authentication,
  publicUrl: string,
): void {
  server.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    handler: async (request, reply) => {
      refuseForeignOrigin(request, publicUrl);
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers)) {
        if (value !== undefined && name !== 'x-client-address') headers.set(name, String(value));
      }
      headers.set('x-client-address', request.ip);
      headers.delete('content-length');
      const answer = await authentication.library.handler(
        new Request(new URL(request.url, publicUrl), {
          method: request.method,
          headers,
          ...(request.method === 'POST' && { body: JSON.stringify(request.body ?? {}) }),
        }),
      );
      reply.status(answer.status);
      for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value);
      for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie);
      return reply.header('cache-control', 'no-store').send(answer.body ? await answer.text() : null);
    },
  });
}

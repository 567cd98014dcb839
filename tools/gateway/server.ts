import Fastify, { type FastifyInstance } from 'fastify';
import type { Environment } from './environment.ts';
import { type Folders, registerPortal } from './portal.ts';
import { SECURITY_HEADERS, defaultPolicy } from './security-headers.ts';
import { registerUpstreams } from './upstreams.ts';

/** The one origin of the embedded mode: the portal's files, and everything else proxied to loopback services. */
export async function createGateway(environment: Environment, folders: Folders): Promise<FastifyInstance> {
  const server = Fastify({ logger: false, forceCloseConnections: true });
  server.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      if (!reply.hasHeader(name)) reply.header(name, value);
    }
    if (!reply.hasHeader('content-security-policy')) {
      reply.header('content-security-policy', defaultPolicy(reply.getHeader('content-type')));
    }
  });
  await registerUpstreams(server, environment);
  await registerPortal(server, environment, folders);
  return server;
}

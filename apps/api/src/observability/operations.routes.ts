import type { FastifyInstance } from 'fastify';
import type { BacklogMetrics } from './backlog-metrics.ts';
import type { Metrics } from './metrics.ts';
import type { Readiness } from './readiness.ts';

/** Health for orchestrators and metrics for Prometheus; the reverse proxy decides who reaches them from outside. */
export function mountOperations(
  server: FastifyInstance,
  metrics: Metrics,
  backlogMetrics: BacklogMetrics,
  readiness: Readiness,
): void {
  server.get('/health/live', () => ({ status: 'ok' }));
  server.get('/health/ready', async (_, reply) => {
    const { ready, reason } = await readiness.check();
    return reply.status(ready ? 200 : 503).send(ready ? { status: 'ok' } : { status: 'unavailable', reason });
  });
  server.get('/metrics', async (_, reply) =>
    reply.type(metrics.registry.contentType).send(await backlogMetrics.expose()),
  );
  // Connections that are kept alive would keep the process alive: after the last answer of a leaving process there is none.
  server.addHook('onSend', async (_, reply) => {
    if (readiness.isLeaving) reply.header('connection', 'close');
  });
  server.addHook('onResponse', (request, reply, done) => {
    metrics.requestSeconds.observe(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: String(reply.statusCode),
      },
      reply.elapsedTime / 1000,
    );
    done();
  });
}

import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module.ts';
import type { Environment } from './env.ts';
import { BacklogMetrics } from './observability/backlog-metrics.ts';
import { Metrics } from './observability/metrics.ts';
import { mountOperations } from './observability/operations.routes.ts';
import { Readiness } from './observability/readiness.ts';
import { mountDocumentation } from './documentation/documentation.routes.ts';
import type { Clock } from './platform/clock.ts';
import { requestId } from './platform/logging.module.ts';
import { checkRoutes } from './platform/http/http-routes.ts';
import { takeUploads } from './platform/http/uploads.ts';

/** Largest body that is read, in bytes: a branding logo as a data URL fits. */
const BODY_LIMIT = 300_000;

/** Builds the HTTP application without listening; tests use the same. */
export async function createHttpServer(
  environment: Environment,
  clock?: Clock,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    genReqId: requestId,
    trustProxy: (_, hop) => hop < environment.TRUSTED_PROXIES,
    forceCloseConnections: 'idle',
  });
  const application = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(environment, clock),
    adapter,
    {
      bufferLogs: true,
      rawBody: true,
    },
  );
  application.useLogger(application.get(Logger));
  application.enableShutdownHooks();
  checkRoutes();
  const server = adapter.getInstance();
  // Bodies are JSON (forms too, for Jitsi's reservation module); text is what other sites may send without asking (Fetch, 2.2.2).
  server.removeContentTypeParser('text/plain');
  takeUploads(server);
  mountOperations(
    server,
    application.get(Metrics),
    application.get(BacklogMetrics),
    application.get(Readiness),
  );
  mountDocumentation(server, environment.PUBLIC_URL);
  await application.init();
  await server.ready();
  return application;
}

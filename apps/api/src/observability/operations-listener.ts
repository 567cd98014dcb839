import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import fastify from 'fastify';
import { ENVIRONMENT, type Environment } from '../env.ts';
import { BacklogMetrics } from './backlog-metrics.ts';
import { Metrics } from './metrics.ts';
import { mountOperations } from './operations.routes.ts';
import { Readiness } from './readiness.ts';

/** Health and metrics of the worker, which answers nothing else over HTTP. */
@Injectable()
export class OperationsListener implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly server = fastify();

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly metrics: Metrics,
    private readonly backlogMetrics: BacklogMetrics,
    private readonly readiness: Readiness,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { HOST, WORKER_PORT } = this.environment;
    if (WORKER_PORT === 0) return;
    mountOperations(this.server, this.metrics, this.backlogMetrics, this.readiness);
    await this.server.listen({ host: HOST, port: WORKER_PORT });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.server.close();
  }
}

import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { type BeforeApplicationShutdown, Inject, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { Job } from 'bullmq';
import { ENVIRONMENT, type Environment } from '../../env.ts';
import { DUE_WORK_QUEUE, type WakeUp } from './due-work.ts';
import { DueWorkRegistry } from './due-work-registry.ts';

/** Runs the work that a wake-up names. */
@Processor(DUE_WORK_QUEUE, { concurrency: 8 })
export class DueWorkProcessor
  extends WorkerHost
  implements OnApplicationBootstrap, BeforeApplicationShutdown
{
  private readonly logger = new Logger(DueWorkProcessor.name);

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly registry: DueWorkRegistry,
  ) {
    super();
  }

  /** As in {@link WakeUps}: the queue on PostgreSQL connects once, while the process starts. */
  async onApplicationBootstrap(): Promise<void> {
    if (!this.environment.REDIS_URL) await this.worker.waitUntilReady();
  }

  @OnWorkerEvent('error')
  onError(failure: Error): void {
    this.logger.warn({ err: failure }, 'The queue is away; the sweep does its work meanwhile');
  }

  override async process(job: Job<WakeUp>): Promise<void> {
    const { kind, id } = job.data;
    const work = this.registry.find(kind);
    if (!work) {
      this.logger.warn({ kind }, 'A wake-up for unknown work; the queue may hold jobs of another version');
      return;
    }
    try {
      await work.run(id);
    } catch (failure) {
      // The row keeps its own due time and attempts; the queue has nothing to retry.
      this.logger.error({ err: failure, kind, id }, 'Due work failed; its row says when it is tried again');
    }
  }

  /** Work that has begun is finished before the database goes. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.worker.close();
  }
}

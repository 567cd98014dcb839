import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import {
  type BeforeApplicationShutdown,
  Inject,
  Logger,
  type OnApplicationBootstrap,
  type Type,
} from '@nestjs/common';
import type { Job } from 'bullmq';
import { ENVIRONMENT, type Environment } from '../../env.ts';
import type { WakeUp } from './due-work.ts';
import { DueWorkRegistry } from './due-work-registry.ts';
import { DueWorkRunner } from './due-work-runner.ts';
import { type Lane, LANES, placesOf, queueNameOf } from './lanes.ts';

/** Runs the work that a wake-up names. */
class LaneProcessor extends WorkerHost implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(LaneProcessor.name);
  private readonly started = Promise.withResolvers<true>();

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    @Inject(DueWorkRegistry) private readonly registry: DueWorkRegistry,
    @Inject(DueWorkRunner) private readonly runner: DueWorkRunner,
  ) {
    super();
  }

  /** As in `WakeUps`: the queue on PostgreSQL connects once, while the process starts. */
  async onApplicationBootstrap(): Promise<void> {
    this.started.resolve(true);
    if (!this.environment.REDIS_URL) await this.worker.waitUntilReady();
  }

  @OnWorkerEvent('error')
  onError(failure: Error): void {
    this.logger.warn({ err: failure }, 'The queue is away; the sweep does its work meanwhile');
  }

  /** A failure stays with the row, which keeps its own due time and attempts; the queue has nothing to retry. */
  override async process({ data: { kind, id } }: Job<WakeUp>): Promise<void> {
    // The queue hands out jobs while other modules still come up: work of theirs, or handlers of events, may not be registered yet.
    await this.started.promise;
    const work = this.registry.find(kind);
    if (work) await this.runner.run(work, id);
    else this.logger.warn({ kind }, 'A wake-up for unknown work; the queue may hold jobs of another version');
  }

  /** Work that has begun is finished before the database goes. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.worker.close();
  }
}

function processorOf(lane: Lane): Type<LaneProcessor> {
  @Processor(queueNameOf(lane), { concurrency: placesOf(lane) })
  class OfLane extends LaneProcessor {}
  return OfLane;
}

/** One for each lane. */
export const laneProcessors = LANES.map(processorOf);

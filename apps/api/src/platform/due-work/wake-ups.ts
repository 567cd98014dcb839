import { setTimeout as pause } from 'node:timers/promises';
import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { ENVIRONMENT, type Environment } from '../../env.ts';
import { DUE_WORK_QUEUE, type WakeUp, wakeUpJobId } from './due-work.ts';

/** Further ahead than this nothing is put into the queue: the sweep finds it when its time comes. */
const HORIZON_MS = 60_000;

/** A queue that hangs (a frozen Redis, a client that is closing) must not hold up who announces. */
const PATIENCE_MS = 1_000;

/** Announces due rows to the workers. Called after the commit; a failure is only a delay until the next sweep. */
@Injectable()
export class WakeUps implements OnModuleInit {
  private readonly logger = new Logger(WakeUps.name);

  constructor(
    @InjectQueue(DUE_WORK_QUEUE) private readonly queue: Queue<WakeUp>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * The queue on PostgreSQL makes its tables while the process starts, and never tries again: without the database there is no start.
   * Redis is not waited for.
   */
  async onModuleInit(): Promise<void> {
    this.queue.on('error', (failure) => {
      this.logger.warn({ err: failure }, 'The queue is away; the sweep does its work meanwhile');
    });
    if (!this.environment.REDIS_URL) await this.queue.waitUntilReady();
  }

  /** @param delayMs milliseconds until the row is due. Returns whether the queue took the wake-up. */
  async announce(wakeUp: WakeUp, delayMs = 0): Promise<boolean> {
    if (delayMs > HORIZON_MS) return true;
    try {
      await this.add(wakeUp, Math.max(0, delayMs));
      return true;
    } catch (failure) {
      this.logger.warn(
        { err: failure, kind: wakeUp.kind },
        'The queue did not take a wake-up; the sweep will find the work',
      );
      return false;
    }
  }
  private async add(wakeUp: WakeUp, delay: number): Promise<void> {
    const added = new AbortController();
    const patience = pause(PATIENCE_MS, undefined, { signal: added.signal, ref: false }).then(() => {
      throw new Error('The queue does not answer');
    });
    const job = { jobId: wakeUpJobId(wakeUp), delay, removeOnComplete: true, removeOnFail: true };
    try {
      await Promise.race([this.queue.add(wakeUp.kind, wakeUp, job), patience]);
    } finally {
      added.abort();
    }
  }
}

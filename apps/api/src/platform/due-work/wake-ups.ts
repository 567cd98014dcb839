import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { ENVIRONMENT, type Environment } from '../../env.ts';
import { Clock } from '../clock.ts';
import { type PlannedWork, type WakeUp, wakeUpJobId } from './due-work.ts';
import { DueWorkRegistry } from './due-work-registry.ts';
import { type Lane, LANE_QUEUES } from './lanes.ts';
import { patiently } from './patience.ts';

/** Further ahead than this nothing is put into the queue: the sweep finds it when its time comes. */
const HORIZON_MS = 60_000;

/** Announces due rows to the workers. Called after the commit; a failure is only a delay until the next sweep. */
@Injectable()
export class WakeUps implements OnModuleInit {
  private readonly logger = new Logger(WakeUps.name);

  constructor(
    @Inject(LANE_QUEUES) private readonly queues: ReadonlyMap<Lane, Queue<WakeUp>>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly registry: DueWorkRegistry,
    private readonly clock: Clock,
  ) {}

  /**
   * The queue on PostgreSQL makes its tables while the process starts, and never tries again: without the database there is no start.
   * Redis is not waited for.
   */
  async onModuleInit(): Promise<void> {
    for (const queue of this.queues.values()) {
      queue.on('error', (failure) => {
        this.logger.warn({ err: failure }, 'The queue is away; the sweep does its work meanwhile');
      });
      if (!this.environment.REDIS_URL) await queue.waitUntilReady();
    }
  }

  /** Announces what a transaction has planned, each for its own time: one word to each queue, until one refuses. */
  async announceAll(planned: readonly PlannedWork[]): Promise<void> {
    const now = this.clock.now().getTime();
    const soon = planned.map((work) => ({ work, delayMs: work.dueAt.getTime() - now }));
    const near = soon.filter(({ delayMs }) => delayMs <= HORIZON_MS);
    await this.tell(async () => {
      for (const [queue, group] of Map.groupBy(near, ({ work }) => this.queueOf(work))) {
        const jobs = group.map(({ work: { kind, id }, delayMs }) => jobFor({ kind, id }, delayMs));
        await patiently(queue.addBulk(jobs));
      }
    });
  }

  /** @param delayMs milliseconds until the row is due. Returns whether the queue took the wake-up. */
  async announce(wakeUp: WakeUp, delayMs = 0): Promise<boolean> {
    if (delayMs > HORIZON_MS) return true;
    return this.tell(async () => {
      const { name, data, opts } = jobFor(wakeUp, delayMs);
      await patiently(this.queueOf(wakeUp).add(name, data, opts));
    });
  }

  private async tell(add: () => Promise<void>): Promise<boolean> {
    try {
      await add();
      return true;
    } catch (failure) {
      this.logger.warn({ err: failure }, 'The queue did not take a wake-up; the sweep will find the work');
      return false;
    }
  }

  private queueOf({ kind }: WakeUp): Queue<WakeUp> {
    const work = this.registry.find(kind);
    const queue = work && this.queues.get(work.lane);
    if (!queue) throw new Error(`There is no due work "${kind}"`);
    return queue;
  }
}

const jobFor = (wakeUp: WakeUp, delayMs: number) => ({
  name: wakeUp.kind,
  data: wakeUp,
  opts: {
    jobId: wakeUpJobId(wakeUp),
    delay: Math.max(0, delayMs),
    removeOnComplete: true,
    removeOnFail: true,
  },
});

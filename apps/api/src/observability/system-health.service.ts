import { Inject, Injectable, Logger } from '@nestjs/common';
import type { LaneHealth, SystemHealth } from '@greenroom/contracts';
import { SILENT_SECONDS } from '@greenroom/domain';
import type { Queue } from 'bullmq';
import { Clock } from '../platform/clock.ts';
import type { DueWork } from '../platform/due-work/due-work.ts';
import { DueWorkRegistry } from '../platform/due-work/due-work-registry.ts';
import { type Lane, LANE_QUEUES, LANES } from '../platform/due-work/lanes.ts';
import { patiently } from '../platform/due-work/patience.ts';
import { SweepLooks } from '../platform/due-work/sweep-looks.ts';

/** What becomes of the work at a time: the same figures for the page of administrators and for Prometheus. */
@Injectable()
export class SystemHealthService {
  private readonly logger = new Logger(SystemHealthService.name);

  constructor(
    @Inject(LANE_QUEUES) private readonly queues: ReadonlyMap<Lane, Queue>,
    private readonly registry: DueWorkRegistry,
    private readonly looks: SweepLooks,
    private readonly clock: Clock,
  ) {}

  /** How things are now: a statement for each kind of due work, and one for the looks of the workers. */
  async read(): Promise<SystemHealth> {
    const now = this.clock.now();
    const looks = await this.looks.lately(new Date(now.getTime() - SILENT_SECONDS * 1000));
    const lanes = await Promise.all(
      LANES.map(async (lane): Promise<LaneHealth> => {
        const known = looks.get(lane);
        const [queue, work] = await Promise.all([this.queueOf(lane), this.workOf(lane, now)]);
        return {
          lane,
          queue,
          lastSweptAt: known?.lookedAt.toISOString() ?? null,
          workers: known?.workers ?? 0,
          work,
        };
      }),
    );
    return { checkedAt: now.toISOString(), lanes };
  }

  /** One kind after another, so that a look at the health never takes more than a connection a lane. */
  private async workOf(lane: Lane, now: Date): Promise<LaneHealth['work']> {
    const work: LaneHealth['work'] = [];
    for (const one of this.registry.all().filter((kind) => kind.lane === lane))
      work.push(await workHealth(one, now));
    return work;
  }

  /** Null when the queue does not answer. */
  private async queueOf(lane: Lane): Promise<LaneHealth['queue']> {
    const queue = this.queues.get(lane);
    if (!queue) return null;
    try {
      const counts = await patiently(queue.getJobCounts('waiting', 'active', 'delayed', 'failed'));
      const { waiting = 0, active = 0, delayed = 0, failed = 0 } = counts;
      return { waiting, active, delayed, failed };
    } catch (failure) {
      this.logger.warn({ err: failure, lane }, 'The queue could not be asked how much it holds');
      return null;
    }
  }
}

async function workHealth(work: DueWork, now: Date): Promise<LaneHealth['work'][number]> {
  const { due, oldestDueAt, ahead, parked } = await work.backlog(now);
  const lateSeconds = oldestDueAt && Math.max(0, Math.floor((now.getTime() - oldestDueAt.getTime()) / 1000));
  return { kind: work.kind, due, lateSeconds, ahead, parked };
}

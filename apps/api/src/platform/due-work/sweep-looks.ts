import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../clock.ts';
import { Database } from '../database/database.ts';
import type { Lane } from './lanes.ts';

/** A look is written down at most this often: it is a sign of life, not a count. */
const RECORD_EVERY_MS = 5_000;

/** A process that was not heard of for so long is gone; one that ends in good order takes its rows with it. */
const GONE_AFTER_MS = 3_600_000;

export interface LaneLooks {
  /** UTC. */
  readonly lookedAt: Date;
  readonly workers: number;
}

/** When which worker last looked for due work, for those who watch over it. Nothing else depends on it. */
@Injectable()
export class SweepLooks {
  private readonly logger = new Logger(SweepLooks.name);
  private readonly processId = randomUUID();
  private readonly recorded = new Map<Lane, number>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Says that this process looks for work in a lane. A failure is only a missing sign: the work itself goes on. */
  async record(lane: Lane): Promise<void> {
    const lookedAt = this.clock.now();
    const since = lookedAt.getTime() - (this.recorded.get(lane) ?? -Infinity);
    if (Math.abs(since) < RECORD_EVERY_MS) return;
    this.recorded.set(lane, lookedAt.getTime());
    const { processId } = this;
    await this.attempt(() =>
      this.database.client.sweepLook.upsert({
        where: { processId_lane: { processId, lane } },
        create: { processId, lane, lookedAt },
        update: { lookedAt },
      }),
    );
  }

  /** Takes away the rows of processes that ended without a word. */
  async begin(): Promise<void> {
    const goneBefore = new Date(this.clock.now().getTime() - GONE_AFTER_MS);
    await this.attempt(() =>
      this.database.client.sweepLook.deleteMany({ where: { lookedAt: { lt: goneBefore } } }),
    );
  }

  /** This process looks no more. */
  async end(): Promise<void> {
    const { processId } = this;
    await this.attempt(() => this.database.client.sweepLook.deleteMany({ where: { processId } }));
  }

  /**
   * When each lane was looked at last, and by how many workers lately, by one statement.
   *
   * @param since UTC; a worker that was not heard of since then does not count
   */
  async lately(since: Date): Promise<ReadonlyMap<string, LaneLooks>> {
    const rows = await this.database.client.$queryRaw<(LaneLooks & { lane: string })[]>`
      SELECT lane, max(looked_at) AS "lookedAt", count(*) FILTER (WHERE looked_at > ${since})::int AS workers
      FROM sweep_look GROUP BY lane`;
    return new Map(rows.map((row) => [row.lane, row]));
  }

  private async attempt(write: () => Promise<unknown>): Promise<void> {
    try {
      await write();
    } catch (failure) {
      this.logger.warn({ err: failure }, 'A look for due work was not written down');
    }
  }
}

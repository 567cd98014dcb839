import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.ts';
import type { DueRow } from '../platform/due-work/due-work.ts';

@Injectable()
export class BookingRepository {
  constructor(private readonly database: Database) {}

  /**
   * Makes the racers for one interviewer queue up until the transaction ends. The exclusion constraint alone would keep the data right, but
   * racers on it deadlock.
   */
  async lockInterviewer(tx: Transaction, interviewerId: string): Promise<void> {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${interviewerId}, 0))`;
  }

  /** Holds of an interviewer that have lapsed but were not yet moved: they would still stand in the way of the constraint. */
  async lapsedHolds(tx: Transaction, interviewerId: string, now: Date): Promise<string[]> {
    const rows = await tx.interview.findMany({
      where: { interviewerId, status: 'held', holdExpiresAt: { lte: now } },
      select: { id: true },
    });
    return rows.map(({ id }) => id);
  }

  async dueHolds(now: Date, limit: number): Promise<DueRow[]> {
    const rows = await this.database.client.interview.findMany({
      where: { status: 'held', holdExpiresAt: { lte: now } },
      select: { id: true, holdExpiresAt: true },
      orderBy: { holdExpiresAt: 'asc' },
      take: limit,
    });
    return rows.map(({ id, holdExpiresAt }) => ({ id, dueAt: holdExpiresAt ?? now }));
  }
}

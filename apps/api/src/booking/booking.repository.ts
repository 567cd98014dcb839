import { Injectable } from '@nestjs/common';
import { Prisma } from '../generated/prisma/client.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import { type Backlog, countBacklog } from '../platform/due-work/backlog.ts';
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

  /**
   * Makes the bookings of one candidate queue up until the transaction ends, so that what is counted of them stays true. Taken after the
   * interviewer's lock, never before: in one order nobody waits in a circle.
   */
  async lockCandidate(tx: Transaction, candidateId: string): Promise<void> {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${candidateId}, 1))`;
  }

  /**
   * Holds of an interviewer that have lapsed but were not yet moved: they would still stand in the way of the constraint. Locks them until
   * the transaction ends; whoever moves one at the same time is waited for.
   */
  async lockLapsedHolds(tx: Transaction, interviewerId: string, now: Date): Promise<string[]> {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT id::text FROM interview
      WHERE interviewer_id = ${interviewerId}::uuid AND status = 'held' AND hold_expires_at <= ${now}::timestamptz
      ORDER BY id FOR UPDATE`;
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

  backlogOfHolds(now: Date): Promise<Backlog> {
    return countBacklog(this.database, now, {
      dueAt: Prisma.sql`hold_expires_at`,
      waiting: Prisma.sql`interview WHERE status = 'held'`,
    });
  }
}

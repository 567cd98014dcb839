import { Injectable } from '@nestjs/common';
import type { InterviewStatus, SessionRatingInput } from '@greenroom/contracts';
import type { Prisma } from '../generated/prisma/client.ts';
import { Database, type Transaction } from '../platform/database/database.ts';

/** What every view of an interview is made from; the client reads each relation with a statement of its own. */
const withPeople = {
  candidate: { select: { name: true, email: true, phone: true } },
  interviewer: { select: { name: true, email: true, phone: true, timeZone: true, locale: true } },
  payment: {
    select: {
      status: true,
      amountMinor: true,
      refundReason: true,
      refundAmountMinor: true,
      refundedMinor: true,
    },
  },
} as const satisfies Prisma.InterviewInclude;

export type InterviewRecord = Prisma.InterviewGetPayload<{ include: typeof withPeople }>;

export type InterviewCreation = Omit<Prisma.InterviewUncheckedCreateInput, 'id' | 'status' | 'createdAt'>;

/** Columns that may change together with the status. */
export type InterviewChanges = Pick<
  Prisma.InterviewUncheckedUpdateManyInput,
  | 'roomName'
  | 'scheduledAt'
  | 'endsAt'
  | 'holdExpiresAt'
  | 'startedAt'
  | 'completedAt'
  | 'durationSeconds'
  | 'absent'
  | 'scheduleVersion'
  | 'proposedOutcome'
>;

/** What was decided about a session. */
export type OutcomeChanges = Pick<
  Prisma.InterviewUncheckedUpdateManyInput,
  | 'outcome'
  | 'outcomeBy'
  | 'outcomeAt'
  | 'outcomeReason'
  | 'proposedOutcome'
  | 'evidenceGapSince'
  | 'evidenceRetryAt'
>;

/** New times of an interview, whose status stays. */
export type ScheduleChanges = Pick<
  Prisma.InterviewUncheckedUpdateManyInput,
  'scheduledAt' | 'endsAt' | 'instant' | 'scheduleVersion' | 'reschedules'
>;

/** Where a page of a list begins: after this row. */
export interface InterviewKey {
  readonly scheduledAt: Date;
  readonly id: string;
}

interface Listing {
  readonly where: Prisma.InterviewWhereInput;
  readonly after: InterviewKey | null;
  readonly direction: 'asc' | 'desc';
  readonly limit: number;
}

@Injectable()
export class InterviewsRepository {
  constructor(private readonly database: Database) {}

  async insert(tx: Transaction, interview: InterviewCreation & { status: InterviewStatus }): Promise<string> {
    const { id } = await tx.interview.create({ data: interview, select: { id: true } });
    return id;
  }

  /** The compare-and-set of a transition: true when the row was in `from` and is now in `to`. */
  async move(
    tx: Transaction,
    id: string,
    from: InterviewStatus,
    to: InterviewStatus,
    changes: InterviewChanges,
  ): Promise<boolean> {
    const { count } = await tx.interview.updateMany({
      where: { id, status: from },
      data: { ...changes, status: to },
    });
    return count === 1;
  }

  async addHistory(tx: Transaction, row: Prisma.InterviewTransitionUncheckedCreateInput): Promise<void> {
    await tx.interviewTransition.create({ data: row });
  }

  /** Writes down what was decided about a session. */
  async decide(tx: Transaction, id: string, changes: OutcomeChanges): Promise<void> {
    await tx.interview.update({ where: { id }, data: changes, select: { id: true } });
  }

  /** Moves a scheduled interview to other times, and keeps what they were. The row is locked by the transaction. */
  async reschedule(
    tx: Transaction,
    changes: ScheduleChanges,
    change: Omit<Prisma.ScheduleChangeUncheckedCreateInput, 'id'>,
  ): Promise<void> {
    await tx.interview.update({ where: { id: change.interviewId }, data: changes, select: { id: true } });
    await tx.scheduleChange.create({ data: change });
  }

  /** Who brought an interview to a status, and when; the last of them. */
  findMover(
    tx: Transaction,
    interviewId: string,
    toStatus: InterviewStatus,
  ): Promise<{ actor: string; at: Date } | null> {
    return tx.interviewTransition.findFirst({
      where: { interviewId, toStatus },
      select: { actor: true, at: true },
      orderBy: { id: 'desc' },
    });
  }

  /** Whether picture or sound of the other one arrived at either side, as their pages tell. */
  async wasMediaSeen(tx: Transaction, interviewId: string): Promise<boolean> {
    return (await tx.mediaSighting.count({ where: { interviewId } })) > 0;
  }

  find(id: string, tx: Transaction = this.database.client): Promise<InterviewRecord | null> {
    return tx.interview.findUnique({ where: { id }, include: withPeople });
  }

  findAll(ids: readonly string[], tx: Transaction): Promise<InterviewRecord[]> {
    return tx.interview.findMany({ where: { id: { in: [...ids] } }, include: withPeople });
  }

  findOwned(id: string, candidateId: string): Promise<InterviewRecord | null> {
    return this.database.client.interview.findFirst({ where: { id, candidateId }, include: withPeople });
  }

  findByRoom(roomName: string, tx: Transaction = this.database.client): Promise<InterviewRecord | null> {
    return tx.interview.findUnique({ where: { roomName }, include: withPeople });
  }

  findByIdempotencyKey(candidateId: string, idempotencyKey: string): Promise<InterviewRecord | null> {
    return this.database.client.interview.findUnique({
      where: { candidateId_idempotencyKey: { candidateId, idempotencyKey } },
      include: withPeople,
    });
  }

  /** Locks the row until the transaction ends, so that what is decided from it stays true. */
  async lock(tx: Transaction, id: string): Promise<InterviewRecord | null> {
    await tx.$executeRaw`SELECT 1 FROM interview WHERE id = ${id}::uuid FOR UPDATE`;
    return this.find(id, tx);
  }

  list({ where, after, direction, limit }: Listing): Promise<InterviewRecord[]> {
    return this.database.client.interview.findMany({
      where: after ? { AND: [where, beyond(after, direction)] } : where,
      include: withPeople,
      orderBy: [{ scheduledAt: direction }, { id: direction }],
      take: limit,
    });
  }

  /** What the candidate says of the session; false when the interview is not completed. */
  async rateSession(id: string, { rating, comment }: SessionRatingInput, now: Date): Promise<boolean> {
    const { count } = await this.database.client.interview.updateMany({
      where: { id, status: 'completed' },
      data: { sessionRating: rating, sessionComment: comment, sessionRatedAt: now },
    });
    return count === 1;
  }

  /** Slots that a candidate keeps without having paid. */
  countOpenHolds(tx: Transaction, candidateId: string, now: Date): Promise<number> {
    return tx.interview.count({ where: { candidateId, status: 'held', holdExpiresAt: { gt: now } } });
  }

  /** Interviews ahead of a candidate that cost nothing. */
  countFreeAhead(tx: Transaction, candidateId: string, now: Date): Promise<number> {
    return tx.interview.count({
      where: {
        candidateId,
        priceMinor: 0,
        status: { in: ['scheduled', 'in-progress'] },
        endsAt: { gt: now },
      },
    });
  }
}

/**
 * Rows after a key in keyset order (scheduled_at, id). The first condition says nothing new, but it is the one that an index can begin at:
 * a page far back costs no more than the first.
 */
function beyond({ scheduledAt, id }: InterviewKey, direction: 'asc' | 'desc'): Prisma.InterviewWhereInput {
  return direction === 'asc'
    ? { scheduledAt: { gte: scheduledAt }, OR: [{ scheduledAt: { gt: scheduledAt } }, { id: { gt: id } }] }
    : { scheduledAt: { lte: scheduledAt }, OR: [{ scheduledAt: { lt: scheduledAt } }, { id: { lt: id } }] };
}

import { Injectable } from '@nestjs/common';
import type { DomainEvent, DomainEventType } from '../../events.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { Database, type Transaction } from '../database/database.ts';
import { type Backlog, countBacklog } from '../due-work/backlog.ts';
import type { DueRow } from '../due-work/due-work.ts';

interface Row {
  type: DomainEventType;
  interviewId: string;
  payload: unknown;
  occurredAt: Date;
  correlationId: string | null;
}

/** An event that is this transaction's, and the request that it goes back to. */
export interface ClaimedEvent {
  readonly event: DomainEvent;
  readonly correlationId: string | null;
}

@Injectable()
export class OutboxRepository {
  constructor(private readonly database: Database) {}

  async insert(
    tx: Transaction,
    event: {
      type: DomainEventType;
      interviewId: string;
      payload: object;
      occurredAt: Date;
      correlationId: string | null;
    },
  ): Promise<void> {
    await tx.outboxEvent.create({ data: { ...event, nextAttemptAt: event.occurredAt } });
  }

  async undispatchedOf(interviewId: string): Promise<readonly string[]> {
    const rows = await this.database.client.outboxEvent.findMany({
      where: { interviewId, dispatchedAt: null },
      select: { id: true },
      orderBy: { id: 'asc' },
    });
    return rows.map(({ id }) => id.toString());
  }

  async due(now: Date, limit: number): Promise<readonly DueRow[]> {
    const rows = await this.database.client.outboxEvent.findMany({
      where: { dispatchedAt: null, nextAttemptAt: { lte: now } },
      select: { id: true, nextAttemptAt: true },
      orderBy: [{ nextAttemptAt: 'asc' }, { id: 'asc' }],
      take: limit,
    });
    return rows.map(({ id, nextAttemptAt }) => ({ id: id.toString(), dueAt: nextAttemptAt }));
  }

  backlog(now: Date): Promise<Backlog> {
    return countBacklog(this.database, now, {
      dueAt: Prisma.sql`next_attempt_at`,
      waiting: Prisma.sql`outbox_event WHERE dispatched_at IS NULL`,
    });
  }

  /** Locks the event for this transaction; undefined when it is dispatched, or another worker has it. */
  async claim(tx: Transaction, id: string): Promise<ClaimedEvent | undefined> {
    const rows = await tx.$queryRaw<Row[]>`
      SELECT type, interview_id AS "interviewId", payload, occurred_at AS "occurredAt", correlation_id AS "correlationId"
      FROM outbox_event WHERE id = ${BigInt(id)} AND dispatched_at IS NULL FOR UPDATE SKIP LOCKED`;
    const [row] = rows;
    if (!row) return undefined;
    const { correlationId, ...event } = row;
    return { event: event as DomainEvent, correlationId };
  }

  async markDispatched(tx: Transaction, id: string, at: Date): Promise<void> {
    await tx.outboxEvent.update({ where: { id: BigInt(id) }, data: { dispatchedAt: at, lastError: null } });
  }

  async postpone(id: string, failure: unknown, nextAttempt: (attempts: number) => Date): Promise<void> {
    const event = await this.database.client.outboxEvent.findUnique({
      where: { id: BigInt(id) },
      select: { attempts: true },
    });
    if (!event) return;
    await this.database.client.outboxEvent.update({
      where: { id: BigInt(id) },
      data: {
        attempts: { increment: 1 },
        nextAttemptAt: nextAttempt(event.attempts),
        lastError: failure instanceof Error ? failure.message.slice(0, 500) : 'unknown',
      },
    });
  }
}

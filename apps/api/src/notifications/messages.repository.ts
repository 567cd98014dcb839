import { Injectable } from '@nestjs/common';
import type { MessageOutcome } from '@greenroom/contracts';
import { type Message, Prisma } from '../generated/prisma/client.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import { type Backlog, countBacklog } from '../platform/due-work/backlog.ts';
import type { DueRow } from '../platform/due-work/due-work.ts';
import { timeOrderedId } from '../platform/time-ordered-id.ts';

export type MessageRecord = Message;

/** Kind of the due work that a message is. */
export const MESSAGE_WORK = 'message';

/** A message to be written down; what it is for makes it unique. */
export interface PlannedMessage {
  readonly interviewId: string;
  readonly dedupeKey: string;
  readonly template: string;
  readonly channel: string;
  readonly recipientRole: string;
  readonly recipientId: string | null;
  readonly recipient: string;
  readonly scheduleVersion: number;
  /** The request that it goes back to. */
  readonly correlationId: string | null;
}

/** A message that is there. */
export interface WrittenMessage {
  readonly id: string;
  readonly dedupeKey: string;
  /** False when it had been written before. */
  readonly isNew: boolean;
}

/** What was not even handed over, and why. */
export interface NotSent {
  readonly kind: 'skipped' | 'parked';
  readonly outcome: MessageOutcome;
}

/** What became of one try. */
export type Outcome =
  | { readonly kind: 'sent'; readonly at: Date }
  | NotSent
  | { readonly kind: 'retried'; readonly reason: string; readonly at: Date }
  /** `reason`: in the server's words. */
  | { readonly kind: 'parked'; readonly reason: string };

@Injectable()
export class MessagesRepository {
  constructor(private readonly database: Database) {}

  /** Writes messages, due at once; those that were written before stay as they are. */
  async plan(
    tx: Transaction,
    messages: readonly PlannedMessage[],
    now: Date,
  ): Promise<readonly WrittenMessage[]> {
    if (messages.length === 0) return [];
    const rows = messages.map((message) => ({ ...message, id: timeOrderedId(now) }));
    const written = await tx.$queryRaw<Omit<WrittenMessage, 'isNew'>[]>`
      INSERT INTO message (id, interview_id, dedupe_key, template, channel, recipient_role, recipient_id, recipient,
        schedule_version, correlation_id, status, next_attempt_at, created_at)
      SELECT m.id, m."interviewId", m."dedupeKey", m.template, m.channel, m."recipientRole", m."recipientId", m.recipient,
        m."scheduleVersion", m."correlationId", 'queued', ${now}::timestamptz, ${now}::timestamptz
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS m(id uuid, "interviewId" uuid, "dedupeKey" text,
        template text, channel text, "recipientRole" text, "recipientId" text, recipient text, "scheduleVersion" int,
        "correlationId" text)
      ON CONFLICT (dedupe_key) DO NOTHING
      RETURNING id, dedupe_key AS "dedupeKey"`;
    const fresh = written.map((message) => ({ ...message, isNew: true }));
    if (written.length === messages.length) return fresh;
    const keys = new Set(written.map(({ dedupeKey }) => dedupeKey));
    const missing = messages.map(({ dedupeKey }) => dedupeKey).filter((key) => !keys.has(key));
    const known = await tx.message.findMany({
      where: { dedupeKey: { in: missing } },
      select: { id: true, dedupeKey: true },
    });
    return [...fresh, ...known.map((message) => ({ ...message, isNew: false }))];
  }

  /** Messages whose time has come, and those whose worker went away. */
  async due(now: Date, limit: number): Promise<readonly DueRow[]> {
    const rows = await this.database.client.message.findMany({
      where: { status: { in: ['queued', 'sending'] }, nextAttemptAt: { lte: now } },
      select: { id: true, nextAttemptAt: true },
      orderBy: { nextAttemptAt: 'asc' },
      take: limit,
    });
    return rows.map(({ id, nextAttemptAt }) => ({ id, dueAt: nextAttemptAt ?? now }));
  }

  backlog(now: Date): Promise<Backlog> {
    return countBacklog(this.database, now, {
      dueAt: Prisma.sql`next_attempt_at`,
      waiting: Prisma.sql`message WHERE status IN ('queued', 'sending')`,
      parked: Prisma.sql`message WHERE status = 'parked'`,
    });
  }

  /**
   * Takes a due message for one worker: the first of several wins. Until the end of the lease nobody else takes it; the number of the claim
   * keeps a worker that outlived its lease from writing what became of it.
   */
  async claim(id: string, now: Date, leasedUntil: Date): Promise<MessageRecord | null> {
    const [message] = await this.database.client.message.updateManyAndReturn({
      where: { id, status: { in: ['queued', 'sending'] }, nextAttemptAt: { lte: now } },
      data: {
        status: 'sending',
        claim: { increment: 1 },
        attempts: { increment: 1 },
        leasedUntil,
        nextAttemptAt: leasedUntil,
      },
    });
    return message ?? null;
  }

  /** Writes down where a message goes, when the person's address is another one by now. */
  async readdress({ id, claim }: MessageRecord, recipient: string): Promise<void> {
    await this.database.client.message.updateMany({
      where: { id, claim, status: 'sending' },
      data: { recipient },
    });
  }

  /** Writes down what became of a try. False when the claim is not the newest any more: then nothing is changed. */
  async finish({ id, claim }: MessageRecord, outcome: Outcome): Promise<boolean> {
    const { count } = await this.database.client.message.updateMany({
      where: { id, claim, status: 'sending' },
      data: { leasedUntil: null, outcome: Prisma.DbNull, lastError: null, ...columnsOf(outcome) },
    });
    return count === 1;
  }

  /** Whether a later message for the same purpose, the same way, has taken this one's place. */
  async isReplaced(message: MessageRecord): Promise<boolean> {
    const { id, interviewId, template, channel, recipientRole, recipientId } = message;
    const later = await this.database.client.message.findFirst({
      where: { interviewId, template, channel, recipientRole, recipientId, id: { gt: id } },
      select: { id: true },
    });
    return later !== null;
  }
}

function columnsOf(outcome: Outcome) {
  switch (outcome.kind) {
    case 'sent':
      return { status: 'sent', sentAt: outcome.at, nextAttemptAt: null };
    case 'retried':
      return { status: 'queued', nextAttemptAt: outcome.at, lastError: outcome.reason };
    case 'skipped':
    case 'parked':
      return {
        status: outcome.kind,
        nextAttemptAt: null,
        ...('outcome' in outcome ? { outcome: outcome.outcome } : { lastError: outcome.reason }),
      };
  }
}

import { Injectable } from '@nestjs/common';
import { plainStoryEvents } from '@greenroom/contracts';
import type { DomainEventType } from '../events.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { Database, type Transaction } from '../platform/database/database.ts';

/** Everything that happened to an interview, oldest first. */
const story = {
  transitions: { orderBy: { id: 'asc' } },
  messages: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
  scheduleChanges: { orderBy: { version: 'asc' } },
  occupancies: { orderBy: [{ joinedAt: 'asc' }, { id: 'asc' }] },
  payment: { select: { ledger: { orderBy: { id: 'asc' } } } },
  tasks: { orderBy: [{ openedAt: 'asc' }, { id: 'asc' }] },
  webhookDeliveries: {
    omit: { payload: true },
    include: { endpoint: { select: { id: true, name: true } } },
    orderBy: { id: 'asc' },
  },
} satisfies Prisma.InterviewSelect;

export type InterviewStory = Prisma.InterviewGetPayload<{ select: typeof story }>;
/** An event that nothing else of the story tells. */
export interface EventRecord {
  readonly type: string;
  readonly payload: unknown;
  readonly occurredAt: Date;
}

const toldEvents = ['outcome.decided', ...plainStoryEvents] as const satisfies DomainEventType[];

export type MessageRecord = InterviewStory['messages'][number];

@Injectable()
export class AdministrationRepository {
  constructor(private readonly database: Database) {}

  findStory(interviewId: string): Promise<InterviewStory | null> {
    return this.database.client.interview.findUnique({ where: { id: interviewId }, select: story });
  }

  listEvents(interviewId: string): Promise<EventRecord[]> {
    return this.database.client.outboxEvent.findMany({
      where: { interviewId, type: { in: [...toldEvents] } },
      select: { type: true, payload: true, occurredAt: true },
      orderBy: { id: 'asc' },
    });
  }

  findMessage(tx: Transaction, messageId: string): Promise<MessageRecord | null> {
    return tx.message.findUnique({ where: { id: messageId } });
  }

  /** Puts a parked message back into the queue, as if it had never been tried; null when it is not parked. */
  async requeue(tx: Transaction, messageId: string, now: Date): Promise<MessageRecord | null> {
    const [message] = await tx.message.updateManyAndReturn({
      where: { id: messageId, status: 'parked' },
      data: { status: 'queued', attempts: 0, nextAttemptAt: now },
    });
    return message ?? null;
  }
}

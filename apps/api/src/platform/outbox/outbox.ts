import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { DomainEvent, DomainEvents, DomainEventType } from '../../events.ts';
import { Clock } from '../clock.ts';
import { Database, type Transaction } from '../database/database.ts';
import type { DueWork } from '../due-work/due-work.ts';
import { DueWorkRegistry } from '../due-work/due-work-registry.ts';
import { WakeUps } from '../due-work/wake-ups.ts';
import { OutboxRepository } from './outbox.repository.ts';

/** Plans what follows from an event, as rows, in the given transaction. It has no other effect, so it can run again. */
export type EventHandler<T extends DomainEventType> = (
  tx: Transaction,
  event: DomainEvent<T>,
) => Promise<void>;

const BACKOFF_MS = 5_000;
const BACKOFF_LIMIT_MS = 300_000;

/**
 * Domain events: written in the transaction of the change that caused them, handed to their handlers after its commit, each exactly once
 * (the handlers' rows and the mark on the event commit together).
 */
@Injectable()
export class Outbox implements DueWork, OnModuleInit {
  readonly kind = 'outbox-event';
  private readonly handlers = new Map<
    DomainEventType,
    { name: string; handle: EventHandler<DomainEventType> }[]
  >();

  constructor(
    private readonly database: Database,
    private readonly repository: OutboxRepository,
    private readonly clock: Clock,
    private readonly registry: DueWorkRegistry,
    private readonly wakeUps: WakeUps,
  ) {}

  onModuleInit(): void {
    this.registry.register(this);
  }

  /** Calls `handle` for each event of a type. `name` makes a handler unique for its event. */
  on<T extends DomainEventType>(type: T, name: string, handle: EventHandler<T>): void {
    const handlers = this.handlers.get(type) ?? [];
    if (handlers.some((handler) => handler.name === name))
      throw new Error(`Two handlers "${name}" for the event ${type}`);
    handlers.push({ name, handle: handle as EventHandler<DomainEventType> });
    this.handlers.set(type, handlers);
  }

  /** Records an event within the transaction of its change. Call {@link flush} after the commit. */
  async publish<T extends DomainEventType>(
    tx: Transaction,
    type: T,
    interviewId: string,
    payload: DomainEvents[T],
  ): Promise<void> {
    await this.repository.insert(tx, { type, interviewId, payload, occurredAt: this.clock.now() });
  }

  /** Wakes the workers up for the events of an interview; without it they are found by the sweep. */
  async flush(interviewId: string): Promise<void> {
    for (const id of await this.repository.undispatchedOf(interviewId))
      await this.wakeUps.announce({ kind: this.kind, id });
  }

  due(now: Date, limit: number): Promise<readonly string[]> {
    return this.repository.due(now, limit);
  }

  async run(id: string): Promise<void> {
    try {
      await this.database.transaction(async (tx) => {
        const event = await this.repository.claim(tx, id);
        if (!event) return;
        for (const { handle } of this.handlers.get(event.type) ?? []) await handle(tx, event);
        await this.repository.markDispatched(tx, id, this.clock.now());
      });
    } catch (failure) {
      await this.repository.postpone(id, failure, (attempts) => {
        const delay = Math.min(BACKOFF_LIMIT_MS, BACKOFF_MS * 2 ** attempts);
        return new Date(this.clock.now().getTime() + delay);
      });
      throw failure;
    }
  }
}

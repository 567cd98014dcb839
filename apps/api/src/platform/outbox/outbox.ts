import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { DomainEvent, DomainEvents, DomainEventType } from '../../events.ts';
import { Clock } from '../clock.ts';
import { Database, type Transaction } from '../database/database.ts';
import type { Backlog } from '../due-work/backlog.ts';
import type { DueRow, DueWork, PlannedWork } from '../due-work/due-work.ts';
import { DueWorkRegistry } from '../due-work/due-work-registry.ts';
import { WakeUps } from '../due-work/wake-ups.ts';
import { LogContext } from '../log-context.ts';
import { OutboxRepository } from './outbox.repository.ts';

/**
 * Plans what follows from an event, as rows, in the given transaction. It has no other effect, so it can run again. Returns those of its rows
 * that are due work: they are announced after the commit.
 */
export type EventHandler<T extends DomainEventType> = (
  tx: Transaction,
  event: DomainEvent<T>,
) => Promise<readonly PlannedWork[]>;

const BACKOFF_MS = 5_000;
const BACKOFF_LIMIT_MS = 300_000;

/**
 * Domain events: written in the transaction of the change that caused them, handed to their handlers after its commit, each exactly once
 * (the handlers' rows and the mark on the event commit together).
 */
@Injectable()
export class Outbox implements DueWork, OnModuleInit {
  readonly kind = 'outbox-event';
  readonly lane = 'prompt';
  private readonly logger = new Logger(Outbox.name);
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
    private readonly logContext: LogContext,
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
    const { correlationId } = this.logContext;
    await this.repository.insert(tx, {
      type,
      interviewId,
      payload,
      occurredAt: this.clock.now(),
      correlationId,
    });
  }

  /**
   * Wakes the workers up for the events of an interview; without it they are found by the sweep. It never fails: what it is called after is
   * committed.
   */
  async flush(interviewId: string): Promise<void> {
    try {
      for (const id of await this.repository.undispatchedOf(interviewId))
        if (!(await this.wakeUps.announce({ kind: this.kind, id }))) return;
    } catch (failure) {
      this.logger.warn({ err: failure, interviewId }, 'Events were not announced; the sweep will find them');
    }
  }

  due(now: Date, limit: number): Promise<readonly DueRow[]> {
    return this.repository.due(now, limit);
  }

  backlog(now: Date): Promise<Backlog> {
    return this.repository.backlog(now);
  }

  async run(id: string): Promise<void> {
    let planned: readonly PlannedWork[];
    try {
      planned = await this.database.transaction((tx) => this.dispatch(tx, id));
    } catch (failure) {
      await this.repository.postpone(id, failure, (attempts) => {
        const delay = Math.min(BACKOFF_LIMIT_MS, BACKOFF_MS * 2 ** attempts);
        return new Date(this.clock.now().getTime() + delay);
      });
      throw failure;
    }
    await this.wakeUps.announceAll(planned);
  }

  /** Hands an event to its handlers. Returns what they planned. */
  private async dispatch(tx: Transaction, id: string): Promise<readonly PlannedWork[]> {
    const claimed = await this.repository.claim(tx, id);
    if (!claimed) return [];
    const { event, correlationId } = claimed;
    const { interviewId } = event;
    return this.logContext.run({ interviewId, ...(correlationId && { correlationId }) }, async () => {
      const planned: PlannedWork[] = [];
      for (const { handle } of this.handlers.get(event.type) ?? [])
        planned.push(...(await handle(tx, event)));
      await this.repository.markDispatched(tx, id, this.clock.now());
      return planned;
    });
  }
}

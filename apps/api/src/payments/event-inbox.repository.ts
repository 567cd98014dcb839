import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import type { ProviderEvent, ProviderEventSubject } from './payment-provider.ts';

/**
 * What became of an event: `applied`, it changed something; `no-change`, it told nothing new; `ignored`, its kind does not concern us.
 * `unknown-payment`, it is about money that we did not take. The others need a person and are logged as errors: `unknown-checkout`, and
 * `mismatch` (paid, but not what was asked for).
 */
export type EventOutcome =
  'applied' | 'no-change' | 'ignored' | 'unknown-checkout' | 'unknown-payment' | 'mismatch';

/** Every event that a provider sent, by its id: a repeated one changes nothing. Holds references only, nothing about people. */
@Injectable()
export class EventInbox {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Whether the event has been dealt with. */
  async has(provider: string, { id }: ProviderEvent): Promise<boolean> {
    const where = { provider_eventId: { provider, eventId: id } };
    return (
      (await this.database.client.paymentEvent.findUnique({ where, select: { eventId: true } })) !== null
    );
  }

  /** Keeps an event that does not concern us: nothing follows from it, so one statement is all, whether it is known or new. */
  async ignore(provider: string, { id, type }: ProviderEvent): Promise<void> {
    const outcome: EventOutcome = 'ignored';
    await this.database.client.$executeRaw`
      INSERT INTO payment_event (provider, event_id, type, outcome, payload, received_at)
      VALUES (${provider}, ${id}, ${type}, ${outcome}, '{}', ${this.clock.now()}) ON CONFLICT DO NOTHING`;
  }

  /**
   * Takes an event in within the transaction of the change that it causes. The same event at the same time waits here until this transaction
   * ends.
   *
   * @param apply called once per event; answers what became of it.
   */
  async take(
    tx: Transaction,
    provider: string,
    event: ProviderEvent,
    apply: () => Promise<EventOutcome>,
  ): Promise<void> {
    const { id: eventId, type, subject } = event;
    const { count } = await tx.paymentEvent.createMany({
      data: {
        provider,
        eventId,
        type,
        outcome: 'ignored',
        payload: referencesOf(subject),
        receivedAt: this.clock.now(),
      },
      skipDuplicates: true,
    });
    if (count === 0) return;
    const outcome = await apply();
    await tx.paymentEvent.update({ where: { provider_eventId: { provider, eventId } }, data: { outcome } });
  }
}

function referencesOf(subject: ProviderEventSubject): Record<string, string | number> {
  switch (subject.kind) {
    case 'checkout':
      return { checkoutReference: subject.checkoutReference };
    case 'refund':
    case 'failed-refund':
      return { ...subject.refund };
    case 'other':
      return {};
  }
}

import { Injectable, Logger } from '@nestjs/common';
import { BookingConfirmation } from '../booking/booking-confirmation.ts';
import { Clock } from '../platform/clock.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import { judgeCheckout } from './checkout-judgement.ts';
import { EventInbox, type EventOutcome } from './event-inbox.repository.ts';
import type { Checkout, PaymentProvider, ProviderEvent } from './payment-provider.ts';
import { type PaymentRecord, PaymentsRepository } from './payments.repository.ts';
import { Refunds } from './refunds.service.ts';

interface Settled {
  readonly outcome: EventOutcome;
  readonly payment: PaymentRecord | null;
  readonly refundDue: boolean;
}

/**
 * The one place where a payment is believed. Webhook, return page and reconciler all come here, in any order and as often as they like.
 *
 * The order of effects, and why a crash between any two of them does no harm:
 *
 * 1. The provider is asked how the checkout stands. It changes nothing.
 * 2. One transaction: the event's row in the inbox, the payment's new status, its ledger row, the interview's move (or the wish to refund),
 *    the events. All of it or nothing; without it the provider sends the event again and the payment's check stays due.
 * 3. After the commit: the refund, if one is due (see {@link Refunds}), and a wake-up for the workers. Both are also found by their due rows.
 *
 * Whoever comes second waits for the payment's row lock, finds that it is no longer pending, and changes nothing.
 */
@Injectable()
export class Settlement {
  private readonly logger = new Logger(Settlement.name);

  constructor(
    private readonly database: Database,
    private readonly repository: PaymentsRepository,
    private readonly inbox: EventInbox,
    private readonly confirmation: BookingConfirmation,
    private readonly refunds: Refunds,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes into account how a checkout stands now.
   *
   * @param event the event that gave the reason to look, if one did; it is taken into the inbox with the change.
   * @returns the checkout as the provider described it; undefined when it knows none.
   */
  async settle(
    provider: PaymentProvider,
    checkoutReference: string,
    event?: ProviderEvent,
  ): Promise<Checkout | undefined> {
    return this.takeIntoAccount(provider, await provider.retrieveCheckout(checkoutReference), event);
  }

  /** Like {@link settle}, for a checkout that the provider has just described. */
  async takeIntoAccount(
    provider: PaymentProvider,
    checkout: Checkout | undefined,
    event?: ProviderEvent,
  ): Promise<Checkout | undefined> {
    const settled = await this.database.transaction(async (tx) => {
      if (!event) return this.apply(tx, provider, checkout);
      let result: Settled | undefined;
      await this.inbox.take(tx, provider.name, event, async () => {
        result = await this.apply(tx, provider, checkout);
        return result.outcome;
      });
      return result;
    });
    if (settled) await this.follow(settled, checkout, event);
    return checkout;
  }

  private async apply(
    tx: Transaction,
    provider: PaymentProvider,
    checkout: Checkout | undefined,
  ): Promise<Settled> {
    const payment = checkout ? await this.repository.lockByCheckout(tx, provider.name, checkout) : null;
    if (!checkout || !payment) return { outcome: 'unknown-checkout', payment, refundDue: false };
    switch (judgeCheckout(payment, checkout)) {
      case 'charge':
        return { outcome: 'applied', payment, refundDue: await this.charge(tx, payment, checkout) };
      case 'lapse':
        await this.repository.update(tx, payment.id, { status: 'failed', nextCheckAt: null });
        await this.outbox.publish(tx, 'payment.failed', payment.interviewId, { paymentId: payment.id });
        return { outcome: 'applied', payment, refundDue: false };
      case 'mismatch':
        return { outcome: 'mismatch', payment, refundDue: false };
      case 'wait':
      case 'known':
        return { outcome: 'no-change', payment, refundDue: false };
    }
  }

  /** Marks the payment as taken and books what was paid for. Returns whether it has to go back instead. */
  private async charge(
    tx: Transaction,
    payment: PaymentRecord,
    { paymentReference }: Checkout,
  ): Promise<boolean> {
    const { id: paymentId, interviewId, amountMinor, currency } = payment;
    const at = this.clock.now();
    await this.repository.update(tx, paymentId, {
      status: 'settled',
      providerReference: paymentReference,
      nextCheckAt: null,
    });
    await this.repository.addToLedger(tx, {
      paymentId,
      kind: 'charge',
      amountMinor,
      currency,
      reason: 'booking',
      providerReference: paymentReference ?? payment.id,
      at,
    });
    await this.outbox.publish(tx, 'payment.settled', interviewId, { paymentId });
    const decision = await this.confirmation.confirmPaid(tx, interviewId);
    if (decision.kind !== 'refund') return false;
    await this.refunds.request(tx, paymentId, decision.reason);
    return true;
  }

  private async follow(
    { outcome, payment, refundDue }: Settled,
    checkout: Checkout | undefined,
    event: ProviderEvent | undefined,
  ): Promise<void> {
    if (outcome === 'unknown-checkout' || outcome === 'mismatch') {
      const facts = { outcome, paymentId: payment?.id, checkout: checkout?.reference, eventId: event?.id };
      this.logger.error(
        facts,
        'A checkout does not fit any payment as it was asked for; nothing was changed, a person has to look',
      );
    }
    if (!payment || outcome !== 'applied') return;
    if (refundDue) await this.refunds.attemptNow(payment.id);
    await this.outbox.flush(payment.interviewId);
  }
}

import { Injectable, Logger } from '@nestjs/common';
import type { RefundReason } from '@greenroom/contracts';
import { BookingConfirmation } from '../booking/booking-confirmation.ts';
import { Clock } from '../platform/clock.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import { judgeCheckout, type PaidCheckout } from './checkout-judgement.ts';
import { EventInbox, type EventOutcome } from './event-inbox.repository.ts';
import type { Checkout, PaymentProvider, ProviderEvent, ProviderRefund } from './payment-provider.ts';
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
 * Whoever comes second waits for the payment's row lock, finds that the money was taken into account, and changes nothing.
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
    const refunds = await this.refundsOf(provider, checkout);
    const settled = await this.database.transaction(async (tx) => {
      if (!event) return this.apply(tx, provider, checkout, refunds);
      let result: Settled | undefined;
      await this.inbox.take(tx, provider.name, event, async () => {
        result = await this.apply(tx, provider, checkout, refunds);
        return result.outcome;
      });
      return result;
    });
    if (settled) await this.follow(settled, checkout, event);
    return checkout;
  }

  /** Ends a payment whose checkout its provider does not know, once it could not be paid any more. */
  async endUnknown({ id, interviewId, checkoutReference: checkout }: PaymentRecord): Promise<void> {
    const ended = await this.database.transaction(async (tx) => {
      const payment = await this.repository.lock(tx, id);
      if (payment?.status !== 'pending') return false;
      await this.fail(tx, payment);
      return true;
    });
    if (!ended) return;
    this.logger.error({ interviewId, paymentId: id, checkout }, 'A checkout is unknown to its provider');
    await this.outbox.flush(interviewId);
  }

  /** Refunds that were made before we knew of the payment: their own events could not be told whose they were. */
  private async refundsOf(
    provider: PaymentProvider,
    checkout: Checkout | undefined,
  ): Promise<readonly ProviderRefund[]> {
    if (!checkout?.paymentReference || checkout.refundedMinor === 0) return [];
    return provider.listRefunds(checkout.paymentReference);
  }

  private async apply(
    tx: Transaction,
    provider: PaymentProvider,
    checkout: Checkout | undefined,
    refunds: readonly ProviderRefund[],
  ): Promise<Settled> {
    const payment = checkout ? await this.repository.lockByCheckout(tx, provider.name, checkout) : null;
    if (!checkout || !payment) return { outcome: 'unknown-checkout', payment, refundDue: false };
    const judgement = judgeCheckout(payment, checkout);
    switch (judgement.kind) {
      case 'charge':
      case 'mismatch': {
        const isMatch = judgement.kind === 'charge';
        await this.charge(tx, payment, judgement.paid, isMatch ? 'booking' : 'mismatch');
        const refundReason = isMatch ? await this.book(tx, payment) : 'mismatch';
        if (refundReason) await this.refunds.request(tx, payment.id, refundReason);
        await this.refunds.recordAll(tx, payment.id, refunds);
        return {
          outcome: isMatch ? 'applied' : 'mismatch',
          payment,
          refundDue: refundReason !== undefined,
        };
      }
      case 'lapse':
        await this.fail(tx, payment);
        return { outcome: 'applied', payment, refundDue: false };
      case 'wait':
      case 'known':
        return { outcome: 'no-change', payment, refundDue: false };
    }
  }

  private async fail(tx: Transaction, { id: paymentId, interviewId }: PaymentRecord): Promise<void> {
    await this.repository.update(tx, paymentId, { status: 'failed', nextCheckAt: null });
    await this.outbox.publish(tx, 'payment.failed', interviewId, { paymentId });
  }

  /** Marks the payment as taken: what was paid, which is not always what was asked for. */
  private async charge(
    tx: Transaction,
    { id: paymentId, interviewId }: PaymentRecord,
    { paymentReference, amountMinor, currency }: PaidCheckout,
    reason: 'booking' | 'mismatch',
  ): Promise<void> {
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
      reason,
      providerReference: paymentReference,
      at,
    });
    await this.outbox.publish(tx, 'payment.settled', interviewId, { paymentId });
  }

  /** Books what was paid for. Returns why it has to go back instead, if it has. */
  private async book(tx: Transaction, { interviewId }: PaymentRecord): Promise<RefundReason | undefined> {
    const decision = await this.confirmation.confirmPaid(tx, interviewId);
    return decision.kind === 'refund' ? decision.reason : undefined;
  }

  private async follow(
    { outcome, payment, refundDue }: Settled,
    checkout: Checkout | undefined,
    event: ProviderEvent | undefined,
  ): Promise<void> {
    const facts = {
      interviewId: payment?.interviewId,
      paymentId: payment?.id,
      checkout: checkout?.reference,
      eventId: event?.id,
    };
    if (outcome === 'unknown-checkout')
      this.logger.error(facts, 'A checkout belongs to no payment; nothing was changed, a person has to look');
    if (outcome === 'mismatch')
      this.logger.error(facts, 'Another amount or currency was paid than was asked for; it goes back');
    if (!payment || outcome === 'no-change') return;
    if (outcome === 'applied') this.logger.log({ ...facts, refundDue }, 'A payment was taken into account');
    if (refundDue) await this.refunds.attemptNow(payment);
    await this.outbox.flush(payment.interviewId);
  }
}

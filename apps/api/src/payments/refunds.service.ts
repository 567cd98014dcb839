import { Injectable, Logger } from '@nestjs/common';
import type { RefundReason } from '@greenroom/contracts';
import { InterviewLifecycle } from '../interviews/interview-lifecycle.service.ts';
import { InterviewsRepository } from '../interviews/interviews.repository.ts';
import { Clock } from '../platform/clock.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import type { ProviderRefund } from './payment-provider.ts';
import { PaymentProviders } from './payment-providers.ts';
import { type PaymentRecord, PaymentsRepository } from './payments.repository.ts';

/** Reason in the ledger for money that somebody gave back with the provider's own tools. */
const BY_HAND = 'by-hand' satisfies RefundReason;

/** After so many refunds that did not reach the payer, a person has to find another way. */
const ATTEMPTS = 3;

/** What kept a refund from its payer's account does not pass in minutes. */
const RETRY_MS = 3_600_000;

/**
 * Gives money back. The wish is committed first ({@link request}), then the provider is asked ({@link attempt}), then its answer is written
 * down. Killed at any point, the payment is still due for a check, which attempts again: the idempotency key makes the provider refund
 * once, and the ledger knows each refund by the provider's id. A refund can fail days after the provider has made it; then it is taken
 * back in the ledger and attempted anew, under another key.
 */
@Injectable()
export class Refunds {
  private readonly logger = new Logger(Refunds.name);

  constructor(
    private readonly database: Database,
    private readonly repository: PaymentsRepository,
    private readonly providers: PaymentProviders,
    private readonly interviews: InterviewsRepository,
    private readonly lifecycle: InterviewLifecycle,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Decides, in the caller's transaction, that a payment goes back. Call {@link attempt} after the commit.
   *
   * @param amountMinor how much of it is to be back in all, where it is not everything.
   */
  async request(
    tx: Transaction,
    paymentId: string,
    reason: RefundReason,
    amountMinor?: number,
  ): Promise<void> {
    const now = this.clock.now();
    await this.repository.update(tx, paymentId, {
      refundReason: reason,
      refundAmountMinor: amountMinor ?? null,
      refundRequestedAt: now,
      nextCheckAt: now,
      checks: 0,
    });
  }

  /**
   * Carries out a refund that was requested; nothing when there is none (any more).
   *
   * @throws AppError `payment-provider-unavailable`; the check of the payment tries again.
   */
  async attempt(paymentId: string): Promise<void> {
    const payment = await this.repository.find(paymentId);
    if (payment?.status !== 'settled' || payment.refundReason === null || payment.providerReference === null)
      return;
    const { refundReason: reason, providerReference: paymentReference, interviewId } = payment;
    const { refundAmountMinor: amountMinor } = payment;
    const provider = this.providers.of(payment);
    const failures = await this.repository.countFailedRefunds(paymentId);
    const key = `refund:${paymentId}:${reason}:${failures}`;
    const refunds =
      amountMinor === null
        ? await provider.refundRest({ paymentId, paymentReference }, key)
        : await provider.refundUpTo({ paymentId, paymentReference, amountMinor }, `${key}:${amountMinor}`);
    await this.database.transaction(async (tx) => {
      await this.recordAll(tx, paymentId, refunds);
      await this.closePart(tx, payment);
    });
    this.logger.log({ interviewId, paymentId, reason }, 'A payment was given back');
    await this.outbox.flush(interviewId);
  }

  /** Like {@link attempt}, for callers that cannot wait for the provider to come back. */
  async attemptNow({ id: paymentId, interviewId }: PaymentRecord): Promise<void> {
    try {
      await this.attempt(paymentId);
    } catch (failure) {
      this.logger.error(
        { err: failure, paymentId, interviewId },
        'A refund did not get through; it is tried again',
      );
    }
  }

  /** {@link record} for every refund of a payment. */
  async recordAll(tx: Transaction, paymentId: string, refunds: readonly ProviderRefund[]): Promise<void> {
    if (refunds.length === 0) return;
    const payment = await this.repository.lock(tx, paymentId);
    if (!payment) return;
    for (const refund of refunds) await this.record(tx, payment, refund);
  }

  /**
   * Writes down a refund that the provider told of, in the caller's transaction that holds the payment's lock. The payment is refunded once
   * everything of it is back, and an interview that was to come is cancelled with it; where a part was asked for, that part is told of and the
   * payment stays settled.
   *
   * @returns whether it was new.
   */
  async record(tx: Transaction, payment: PaymentRecord, refund: ProviderRefund): Promise<boolean> {
    const reason = payment.refundReason ?? BY_HAND;
    const at = this.clock.now();
    const added = await this.repository.addRefund(tx, payment.id, 'refund', refund, { reason, at });
    if (!added) return false;
    const left = await this.repository.balance(tx, payment.id);
    if (left > 0) {
      if (payment.refundAmountMinor === null || left > payment.amountMinor - payment.refundAmountMinor)
        return true;
      await this.repository.update(tx, payment.id, { nextCheckAt: null });
      await this.outbox.publish(tx, 'payment.refunded', payment.interviewId, {
        paymentId: payment.id,
        reason,
      });
      return true;
    }
    await this.repository.update(tx, payment.id, {
      status: 'refunded',
      refundReason: reason,
      nextCheckAt: null,
    });
    await this.outbox.publish(tx, 'payment.refunded', payment.interviewId, { paymentId: payment.id, reason });
    await this.cancel(tx, payment.interviewId);
    return true;
  }

  /**
   * Writes down that a refund did not reach its payer, likewise. The money is with us again, and goes back once more.
   *
   * @returns whether it was new.
   */
  async recordFailure(tx: Transaction, payment: PaymentRecord, refund: ProviderRefund): Promise<boolean> {
    const { id: paymentId, interviewId, refundReason } = payment;
    const at = this.clock.now();
    const entry = { reason: refundReason ?? BY_HAND, at };
    // Its failure may be told before itself.
    await this.repository.addRefund(tx, paymentId, 'refund', refund, entry);
    const added = await this.repository.addRefund(tx, paymentId, 'refund-failed', refund, entry);
    if (!added || refundReason === null) return added;
    const isLast = (await this.repository.countFailedRefunds(paymentId, tx)) >= ATTEMPTS;
    await this.repository.update(tx, paymentId, {
      status: 'settled',
      nextCheckAt: isLast ? null : new Date(at.getTime() + RETRY_MS),
      checks: 0,
    });
    this.logger.error(
      { interviewId, paymentId, refund: refund.reference },
      isLast
        ? 'Refunds keep failing at the provider; a person has to look'
        : 'A refund failed at the provider',
    );
    return true;
  }

  /** Somebody may have given a part back by hand before it was asked for: then there is nothing to look after any more. */
  private async closePart(
    tx: Transaction,
    { id, amountMinor, refundAmountMinor }: PaymentRecord,
  ): Promise<void> {
    if (refundAmountMinor === null) return;
    if ((await this.repository.balance(tx, id)) <= amountMinor - refundAmountMinor)
      await this.repository.update(tx, id, { nextCheckAt: null });
  }

  /** No paid booking, no room. What has begun is left to its end. */
  private async cancel(tx: Transaction, interviewId: string): Promise<void> {
    const interview = await this.interviews.lock(tx, interviewId);
    if (interview?.status !== 'scheduled') return;
    await this.lifecycle.transition(tx, interviewId, 'scheduled', {
      to: 'cancelled',
      actor: 'payment',
      cause: 'given-back',
      event: { reason: 'refunded', by: 'payment' },
    });
  }
}

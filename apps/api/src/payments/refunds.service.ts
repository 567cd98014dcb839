import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../platform/clock.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import type { ProviderRefund } from './payment-provider.ts';
import { PaymentProviders } from './payment-providers.ts';
import { type PaymentRecord, PaymentsRepository } from './payments.repository.ts';

/** Reason in the ledger for money that somebody gave back with the provider's own tools. */
const BY_HAND = 'by-hand';

/**
 * Gives money back. The wish is committed first ({@link request}), then the provider is asked ({@link attempt}), then its answer is written
 * down. Killed at any point, the payment is still due for a check, which attempts again: the idempotency key makes the provider refund
 * once, and the ledger knows each refund by the provider's id.
 */
@Injectable()
export class Refunds {
  private readonly logger = new Logger(Refunds.name);

  constructor(
    private readonly database: Database,
    private readonly repository: PaymentsRepository,
    private readonly providers: PaymentProviders,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Decides, in the caller's transaction, that a payment goes back. Call {@link attempt} after the commit.
   *
   * @param amountMinor how much of it is to be back in all, where it is not everything.
   */
  async request(tx: Transaction, paymentId: string, reason: string, amountMinor?: number): Promise<void> {
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
    const provider = this.providers.of(payment);
    const { refundAmountMinor: amountMinor } = payment;
    const key = `refund:${paymentId}:${reason}`;
    const refunds =
      amountMinor === null
        ? await provider.refundRest({ paymentId, paymentReference }, key)
        : await provider.refundUpTo({ paymentId, paymentReference, amountMinor }, `${key}:${amountMinor}`);
    await this.database.transaction(async (tx) => {
      const locked = await this.repository.lock(tx, paymentId);
      if (!locked) return;
      for (const refund of refunds) await this.record(tx, locked, refund);
      // Somebody may have given that much back by hand before it was asked for.
      if (amountMinor !== null && (await this.repository.refunded(tx, paymentId)) >= amountMinor)
        await this.repository.update(tx, paymentId, { nextCheckAt: null });
    });
    await this.outbox.flush(interviewId);
  }

  /** Like {@link attempt}, for callers that cannot wait for the provider to come back. */
  async attemptNow(paymentId: string): Promise<void> {
    try {
      await this.attempt(paymentId);
    } catch (failure) {
      this.logger.error({ err: failure, paymentId }, 'A refund did not get through; it is tried again');
    }
  }

  /**
   * Writes down a refund that the provider told of, in the caller's transaction that holds the payment's lock. The payment is refunded once
   * everything of it is back; where a part was asked for, that part is told of and the payment stays settled.
   *
   * @returns whether it was new.
   */
  async record(tx: Transaction, payment: PaymentRecord, refund: ProviderRefund): Promise<boolean> {
    const now = this.clock.now();
    const reason = payment.refundReason ?? BY_HAND;
    const added = await this.repository.addRefund(tx, payment.id, refund, reason, now);
    if (!added) return false;
    const back = await this.repository.refunded(tx, payment.id);
    if (back < payment.amountMinor) {
      if (payment.refundAmountMinor === null || back < payment.refundAmountMinor) return true;
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
    return true;
  }
}

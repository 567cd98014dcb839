import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.ts';
import { Database } from '../platform/database/database.ts';
import { AppError, notFound } from '../platform/http/app-error.ts';
import type { ApiRequest } from '../platform/http/request.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import { EventInbox } from './event-inbox.repository.ts';
import type { PaymentProvider, ProviderEvent, ProviderEventSubject } from './payment-provider.ts';
import { PaymentProviders } from './payment-providers.ts';
import { PaymentsRepository } from './payments.repository.ts';
import { Refunds } from './refunds.service.ts';
import { Settlement } from './settlement.service.ts';

type OurSubject = Exclude<ProviderEventSubject, { kind: 'other' }>;
type RefundSubject = Extract<ProviderEventSubject, { kind: 'refund' | 'failed-refund' }>;

/** Takes events of payment providers. What is answered with success is in the inbox; anything else is sent again. */
@Injectable()
export class PaymentWebhooks {
  constructor(
    private readonly database: Database,
    private readonly providers: PaymentProviders,
    private readonly repository: PaymentsRepository,
    private readonly inbox: EventInbox,
    private readonly settlement: Settlement,
    private readonly refunds: Refunds,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws AppError `not-found` for an unknown provider, `webhook-signature-invalid` before anything is read or written,
   *   `payment-provider-unavailable` when the provider does not answer our question back.
   */
  async receive(
    providerName: string,
    { rawBody, headers }: Pick<ApiRequest, 'rawBody' | 'headers'>,
  ): Promise<{ received: true }> {
    const provider = this.providers.find(providerName);
    if (!provider) throw notFound('payment provider');
    if (!rawBody) throw new AppError('webhook-signature-invalid', 'There is nothing signed.');
    const event = provider.parseWebhook(rawBody, headers, this.clock.now());
    const { subject } = event;
    if (subject.kind === 'other') await this.inbox.ignore(provider.name, event);
    else if (!(await this.inbox.has(provider.name, event))) await this.process(provider, event, subject);
    return { received: true };
  }

  private async process(provider: PaymentProvider, event: ProviderEvent, subject: OurSubject): Promise<void> {
    switch (subject.kind) {
      case 'checkout':
        await this.settlement.settle(provider, subject.checkoutReference, event);
        return;
      case 'refund':
      case 'failed-refund':
        return this.recordRefund(provider, event, subject);
    }
  }

  private async recordRefund(
    provider: PaymentProvider,
    event: ProviderEvent,
    { kind, refund }: RefundSubject,
  ): Promise<void> {
    await this.learnOfCharge(provider, refund.paymentReference);
    const interviewId = await this.database.transaction(async (tx) => {
      let changed: string | undefined;
      await this.inbox.take(tx, provider.name, event, async () => {
        const payment = await this.repository.lockByPaymentReference(
          tx,
          provider.name,
          refund.paymentReference,
        );
        if (!payment) return 'unknown-payment';
        const added =
          kind === 'refund'
            ? await this.refunds.record(tx, payment, refund)
            : await this.refunds.recordFailure(tx, payment, refund);
        if (added) changed = payment.interviewId;
        return added ? 'applied' : 'no-change';
      });
      return changed;
    });
    if (interviewId) await this.outbox.flush(interviewId);
  }

  /** Events come in no order: a refund's may be here before its payment's, or instead of it. Whose it is, the provider knows. */
  private async learnOfCharge(provider: PaymentProvider, paymentReference: string): Promise<void> {
    if (await this.repository.findByPaymentReference(provider.name, paymentReference)) return;
    const checkout = await provider.findCheckout(paymentReference);
    if (checkout) await this.settlement.takeIntoAccount(provider, checkout);
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../env.ts';
import { type InterviewRecord, InterviewsRepository } from '../interviews/interviews.repository.ts';
import { holdNote } from '../notifications/hold-note.ts';
import { readerLocale } from '../notifications/translations/translate.ts';
import { Clock } from '../platform/clock.ts';
import { AppError, notFound } from '../platform/http/app-error.ts';
import { checkoutEnd } from './checkout-lifetime.ts';
import { PaymentProviders } from './payment-providers.ts';
import { type PaymentRecord, PaymentsRepository } from './payments.repository.ts';
import { Settlement } from './settlement.service.ts';

/** When the provider is first asked about a payment that nobody told of. */
const FIRST_CHECK_MS = 120_000;

/** What booking needs to know of paying. */
@Injectable()
export class PaymentsService {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly repository: PaymentsRepository,
    private readonly interviews: InterviewsRepository,
    private readonly providers: PaymentProviders,
    private readonly settlement: Settlement,
    private readonly clock: Clock,
  ) {}

  /**
   * Where to pay a held interview. The payment's row is there before the provider is asked, and its id is the idempotency key: however often
   * this is called or interrupted, there is one checkout.
   *
   * @throws AppError `payment-provider-unavailable`, `payment-not-possible`; `state-conflict` when the payment is over.
   */
  async startCheckout(interviewId: string): Promise<string> {
    const payment = (await this.repository.findOfInterview(interviewId)) ?? (await this.begin(interviewId));
    if (payment.status !== 'pending') throw paymentOver();
    return payment.checkoutUrl ?? this.createCheckout(payment);
  }

  /**
   * Asks the provider what became of an interview's payment and takes it into account.
   *
   * @returns `settled`, the money was taken (and goes back if it came too late); `confirming`, handed in but not confirmed; `unpaid`.
   * @throws AppError `payment-provider-unavailable`.
   */
  async settleInterview(interviewId: string): Promise<'settled' | 'confirming' | 'unpaid'> {
    const payment = await this.repository.findOfInterview(interviewId);
    if (!payment) return 'unpaid';
    if (payment.status === 'settled' || payment.status === 'refunded') return 'settled';
    if (payment.status === 'failed' || payment.checkoutReference === null) return 'unpaid';
    const checkout = await this.settlement.settle(this.providers.of(payment), payment.checkoutReference);
    const after = await this.repository.find(payment.id);
    if (after?.status === 'settled' || after?.status === 'refunded') return 'settled';
    return checkout?.state === 'processing' || checkout?.state === 'paid' ? 'confirming' : 'unpaid';
  }

  private async begin(interviewId: string): Promise<PaymentRecord> {
    const interview = await this.interviews.find(interviewId);
    if (!interview) throw notFound('booking');
    const now = this.clock.now();
    await this.repository.begin({
      interviewId,
      provider: this.providers.current.name,
      amountMinor: interview.priceMinor,
      currency: interview.currency,
      createdAt: now,
      nextCheckAt: new Date(now.getTime() + FIRST_CHECK_MS),
    });
    const payment = await this.repository.findOfInterview(interviewId);
    if (!payment) throw notFound('booking');
    return payment;
  }

  private async createCheckout(payment: PaymentRecord): Promise<string> {
    const { id: paymentId, interviewId, amountMinor, currency } = payment;
    const interview = await this.interviews.find(interviewId);
    if (!interview) throw notFound('booking');
    const portal = `${this.environment.PUBLIC_URL}/bookings/${interviewId}`;
    const provider = this.providers.of(payment);
    const checkout = await provider.createCheckout(
      {
        paymentId,
        interviewId,
        amountMinor,
        currency,
        itemName: interview.typeName,
        customerEmail: interview.candidate.email,
        locale: interview.candidateLocale,
        hold: holdOf(interview),
        expiresAt: checkoutEnd(payment),
        successUrl: `${portal}/return`,
        cancelUrl: `${portal}/cancelled`,
      },
      `checkout:${paymentId}`,
    );
    if (!(await this.repository.keepCheckout(paymentId, checkout))) {
      // The booking was given up while the provider was busy: what it has made must not be paid, and counts if it just was.
      await this.settlement.takeIntoAccount(provider, await provider.expireCheckout(checkout.reference));
      throw paymentOver();
    }
    if (checkout.url === null) throw paymentOver();
    return checkout.url;
  }
}

/** What the payment page says about the hold, in the candidate's language and zone. */
function holdOf({ holdExpiresAt: until, candidateLocale, candidateTimeZone }: InterviewRecord) {
  return until && { until, note: holdNote(until, readerLocale(candidateLocale), candidateTimeZone) };
}

const paymentOver = (): AppError => new AppError('state-conflict', 'This payment is over. Look again.');

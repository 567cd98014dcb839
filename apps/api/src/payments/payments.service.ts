import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../env.ts';
import { type InterviewRecord, InterviewsRepository } from '../interviews/interviews.repository.ts';
import { holdNote } from '../notifications/hold-note.ts';
import { readerLocale } from '../notifications/translations/translate.ts';
import { Clock } from '../platform/clock.ts';
import { AppError, notFound } from '../platform/http/app-error.ts';
import { PaymentProviders } from './payment-providers.ts';
import { type PaymentRecord, PaymentsRepository } from './payments.repository.ts';
import { Settlement } from './settlement.service.ts';

/** When the provider is first asked about a payment that nobody told of. */
const FIRST_CHECK_MS = 120_000;

/**
 * How long a checkout can be paid, from the beginning of its payment. Longer than the hold, so that a late payment is met by our rule and
 * not by a dead page; and so long that a second try within the hold still satisfies Stripe, which demands 30 minutes.
 */
const CHECKOUT_LIFETIME_MS = 45 * 60_000;

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
   * @throws AppError `payment-provider-unavailable`; `state-conflict` when the payment is over.
   */
  async startCheckout(interviewId: string): Promise<string> {
    const payment = (await this.repository.findOfInterview(interviewId)) ?? (await this.begin(interviewId));
    if (payment.status !== 'pending')
      throw new AppError('state-conflict', 'This payment is over. Look again.');
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
    const { id: paymentId, interviewId, amountMinor, currency, createdAt } = payment;
    const interview = await this.interviews.find(interviewId);
    if (!interview) throw notFound('booking');
    const portal = `${this.environment.PUBLIC_URL}/bookings/${interviewId}`;
    const checkout = await this.providers.of(payment).createCheckout(
      {
        paymentId,
        interviewId,
        amountMinor,
        currency,
        itemName: interview.typeName,
        customerEmail: interview.candidate.email,
        locale: interview.candidateLocale,
        hold: holdOf(interview),
        expiresAt: new Date(createdAt.getTime() + CHECKOUT_LIFETIME_MS),
        successUrl: `${portal}/return`,
        cancelUrl: `${portal}/cancelled`,
      },
      `checkout:${paymentId}`,
    );
    await this.repository.keepCheckout(paymentId, checkout);
    if (checkout.url === null) throw new AppError('state-conflict', 'This payment is over. Look again.');
    return checkout.url;
  }
}

/** What the payment page says about the hold, in the candidate's language and zone. */
function holdOf({ holdExpiresAt: until, candidateLocale, candidateTimeZone }: InterviewRecord) {
  return until && { until, note: holdNote(until, readerLocale(candidateLocale), candidateTimeZone) };
}

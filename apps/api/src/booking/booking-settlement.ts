import { Injectable } from '@nestjs/common';
import type { Settlement } from '@greenroom/contracts';
import { toInterview } from '../interviews/interview-view.ts';
import type { InterviewRecord } from '../interviews/interviews.repository.ts';
import { PaymentsService } from '../payments/payments.service.ts';
import { RequestQuota } from '../platform/http/request-quota.ts';
import { BookingService } from './booking.service.ts';

/** Statuses of what was booked, however it went on. */
const booked = new Set(['scheduled', 'in-progress', 'completed', 'no-show']);

/** Questions of one account: a page that waits for its confirmation asks every few seconds, and each may become one to the provider. */
const SETTLE_QUOTA = { name: 'settle', points: 60, seconds: 60 };

/** What the page that people return to from paying asks. */
@Injectable()
export class BookingSettlement {
  constructor(
    private readonly bookings: BookingService,
    private readonly payments: PaymentsService,
    private readonly quota: RequestQuota,
  ) {}

  /** Asks the provider about the payment, unless the webhook was quicker, and says what became of the booking. */
  async settle(candidateId: string, interviewId: string): Promise<Settlement> {
    await this.quota.take(SETTLE_QUOTA, candidateId);
    const before = await this.bookings.owned(candidateId, interviewId);
    const outcome =
      before.payment && !booked.has(before.status)
        ? await this.payments.settleInterview(interviewId)
        : 'known';
    const interview = await this.bookings.owned(candidateId, interviewId);
    return { outcome: this.outcomeOf(interview, outcome), interview: toInterview(interview) };
  }

  private outcomeOf(
    { status, payment }: InterviewRecord,
    provider: 'settled' | 'confirming' | 'unpaid' | 'known',
  ): Settlement['outcome'] {
    if (booked.has(status)) return 'scheduled';
    if (payment && (payment.status === 'refunded' || payment.refundReason !== null)) return 'refunded';
    return provider === 'confirming' ? 'confirming' : 'not-paid';
  }
}

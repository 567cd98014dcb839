import { Injectable } from '@nestjs/common';
import type { Settlement } from '@greenroom/contracts';
import { toInterview } from '../interviews/interview-view.ts';
import { PaymentsService } from '../payments/payments.service.ts';
import { BookingService } from './booking.service.ts';

const booked = new Set(['scheduled', 'in-progress', 'completed']);

/** What the page that people return to from paying asks. */
@Injectable()
export class BookingSettlement {
  constructor(
    private readonly bookings: BookingService,
    private readonly payments: PaymentsService,
  ) {}

  /** Asks the provider about the payment, unless the webhook was quicker, and says what became of the booking. */
  async settle(candidateId: string, interviewId: string): Promise<Settlement> {
    const before = await this.bookings.owned(candidateId, interviewId);
    const outcome =
      before.payment && !booked.has(before.status)
        ? await this.payments.settleInterview(interviewId)
        : 'known';
    const interview = await this.bookings.owned(candidateId, interviewId);
    return { outcome: this.outcomeOf(interview, outcome), interview: toInterview(interview) };
  }

  private outcomeOf(
    interview: { status: string; payment: { status: string } | null },
    provider: 'settled' | 'confirming' | 'unpaid' | 'known',
  ): Settlement['outcome'] {
    if (booked.has(interview.status)) return 'scheduled';
    if (interview.payment?.status === 'refunded') return 'refunded';
    if (provider === 'confirming' || interview.payment?.status === 'settled') return 'confirming';
    return 'not-paid';
  }
}

import { Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { type Interview, interviewRoutes, type InterviewStatus } from '@greenroom/contracts';
import { ErrorState, Skeleton } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../platform/api';
import { toApiError } from '../platform/api-error';
import { Clock } from '../platform/clock';
import { Formatter } from '../platform/formatter';
import { lastKnown } from '../platform/last-known';
import { pollWhile } from '../platform/polling';
import { hasLapsed, isKept } from './hold';
import { HoldPanel } from './hold-panel';

/** How often is asked what became of a hold that ran out. */
const ASK_AGAIN_SECONDS = 3;

/** `/bookings/:interviewId/cancelled`: back from the payment page without paying. The slot is still kept for a while. */
@Component({
  selector: 'gr-payment-cancelled-page',
  imports: [ErrorState, HoldPanel, RouterLink, Skeleton, TranslocoDirective],
  templateUrl: './payment-cancelled-page.html',
  styleUrl: './payment-page.scss',
})
export class PaymentCancelledPage {
  private readonly router = inject(Router);
  private readonly clock = inject(Clock).everySecond();
  protected readonly format = inject(Formatter);

  readonly interviewId = input.required<string>();

  protected readonly resource = apiResource(interviewRoutes.getInterview, () => ({
    params: { interviewId: this.interviewId() },
  }));
  protected readonly interview = lastKnown(this.resource);
  protected readonly error = computed(() => {
    const error = this.resource.error();
    return error ? toApiError(error) : null;
  });
  /** An address that cannot be one of an interview leads to none. */
  protected readonly missing = computed(() => {
    const code = this.error()?.code;
    return code === 'not-found' || code === 'invalid-request';
  });
  protected readonly released = signal(false);
  protected readonly held = computed(() => {
    const interview = this.interview();
    return interview && !this.released() && isKept(interview, this.clock()) ? interview : null;
  });
  /** The hold ran out: whether it was paid in the last second, only the server knows. */
  protected readonly undecided = computed(() => {
    const interview = this.interview();
    return interview !== undefined && !this.released() && hasLapsed(interview, this.clock());
  });
  /** Paid after all, in another tab for instance. */
  protected readonly booked = computed(() => {
    const status = this.interview()?.status;
    const unbooked: readonly (InterviewStatus | undefined)[] = [undefined, 'held', 'expired', 'cancelled'];
    return unbooked.includes(status) ? null : this.interviewId();
  });
  /** Paid too late: what then became of it is told on the page of the interview. */
  protected readonly paidTooLate = computed(() => {
    const paymentStatus = this.interview()?.paymentStatus;
    return paymentStatus === 'settled' || paymentStatus === 'refunded';
  });

  constructor() {
    pollWhile(this.undecided, this.resource, ASK_AGAIN_SECONDS);
  }

  protected async ended(interview: Interview | null): Promise<void> {
    if (interview?.status === 'scheduled') await this.router.navigate(['/interviews', interview.id]);
    else if (interview) this.released.set(true);
    else this.resource.reload();
  }
}

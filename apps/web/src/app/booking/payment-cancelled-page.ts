import { Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { type Interview, interviewRoutes } from '@greenroom/contracts';
import { ErrorState, Skeleton } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../platform/api';
import { Clock } from '../platform/clock';
import { Formatter } from '../platform/formatter';
import { HoldPanel } from './hold-panel';

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

  protected readonly interview = apiResource(interviewRoutes.getInterview, () => ({
    params: { interviewId: this.interviewId() },
  }));
  protected readonly released = signal(false);
  protected readonly held = computed<Interview | null>(() => {
    if (this.released() || !this.interview.hasValue()) return null;
    const interview = this.interview.value();
    const open = interview.status === 'held' && Date.parse(interview.holdExpiresAt ?? '') > this.clock();
    return open ? interview : null;
  });
  /** Paid after all, in another tab for instance. */
  protected readonly booked = computed(() => {
    if (!this.interview.hasValue()) return null;
    const { status } = this.interview.value();
    return status === 'scheduled' || status === 'in-progress' || status === 'completed'
      ? this.interviewId()
      : null;
  });

  protected async ended(interview: Interview | null): Promise<void> {
    if (interview?.status === 'scheduled') await this.router.navigate(['/interviews', interview.id]);
    else if (interview) this.released.set(true);
    else this.interview.reload();
  }
}

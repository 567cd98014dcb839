import { Component, computed, DestroyRef, inject, input, output, signal, viewChild } from '@angular/core';
import { bookingRoutes, type Interview } from '@greenroom/contracts';
import { ConfirmDialog, Countdown } from '@greenroom/ui';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Announcer } from '../platform/announcer';
import { Api } from '../platform/api';
import { type ApiErrorCode, toApiError } from '../platform/api-error';
import { Clock } from '../platform/clock';
import { Formatter } from '../platform/formatter';
import { Leave } from '../platform/leave';
import { bookingTexts } from './booking-texts';
import { hasLapsed } from './hold';

/** The last minute is amber. */
const URGENT_SECONDS = 60;

/** A slot that is kept while it is paid: how long still, pay, or give it up. */
@Component({
  selector: 'gr-hold-panel',
  imports: [ConfirmDialog, Countdown, TranslocoDirective],
  providers: [bookingTexts],
  template: `
    <ng-container *transloco="let t">
      <gr-countdown
        [label]="t('booking.hold')"
        [text]="format.countdown(seconds())"
        [seconds]="seconds()"
        [urgentBelow]="urgent"
      />
      @if (problem(); as problem) {
        <p class="gr-notice gr-notice-loss" role="alert">{{ t('errors.' + problem) }}</p>
      }
      <div class="actions">
        <button class="gr-button" type="button" [attr.aria-disabled]="busy() || null" (click)="pay()">
          {{ payLabel() ?? t('booking.pay-again') }}
        </button>
        <button class="gr-button gr-button-text" type="button" (click)="dialog()?.open()">
          {{ t('booking.release') }}
        </button>
      </div>
      <gr-confirm-dialog
        [heading]="t('booking.release-heading')"
        [text]="t('booking.release-text')"
        [confirmLabel]="t('booking.release')"
        [cancelLabel]="t('booking.release-keep')"
        (confirmed)="release()"
      />
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--gr-space-5);
    }

    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: var(--gr-space-3);
    }
  `,
})
export class HoldPanel {
  private readonly api = inject(Api);
  private readonly announcer = inject(Announcer);
  private readonly transloco = inject(TranslocoService);
  private readonly leave = inject(Leave);
  private readonly clock = inject(Clock);
  private readonly now = this.clock.everySecond();
  protected readonly format = inject(Formatter);

  readonly interview = input.required<Interview>();
  /** Another word for the way to the payment page. */
  readonly payLabel = input<string>();
  /** The slot was given up, or the hold turned out to be over: the interview as it is now. */
  readonly settled = output<Interview | null>();

  protected readonly urgent = URGENT_SECONDS;
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiErrorCode | null>(null);
  protected readonly dialog = viewChild(ConfirmDialog);
  protected readonly seconds = computed(() => {
    const { holdExpiresAt } = this.interview();
    return holdExpiresAt ? Math.max(0, (Date.parse(holdExpiresAt) - this.now()) / 1000) : 0;
  });

  constructor() {
    // When the time runs out the panel goes away; who does not see it is told.
    inject(DestroyRef).onDestroy(() => {
      if (hasLapsed(this.interview(), this.clock.now())) {
        this.announcer.announce(this.transloco.translate('booking.hold-over'));
      }
    });
  }

  protected async pay(): Promise<void> {
    await this.attempt(async (params) => {
      const { checkoutUrl, interview } = await this.api.call(bookingRoutes.resumeCheckout, { params });
      if (checkoutUrl) this.leave.to(checkoutUrl);
      else this.settled.emit(interview);
    });
  }

  protected async release(): Promise<void> {
    await this.attempt(async (params) => {
      this.settled.emit(await this.api.call(bookingRoutes.releaseHold, { params }));
    });
  }

  private async attempt(action: (params: { interviewId: string }) => Promise<void>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set(null);
    try {
      await action({ interviewId: this.interview().id });
    } catch (failure) {
      const { code } = toApiError(failure);
      if (code === 'hold-expired' || code === 'state-conflict') this.settled.emit(null);
      else this.problem.set(code);
    } finally {
      this.busy.set(false);
    }
  }
}

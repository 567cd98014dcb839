import { Component, computed, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { experienceLevels, focusAreas, HOLD_SECONDS } from '@greenroom/contracts';
import { EmptyState, ErrorState, PageHeader, Skeleton } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Session } from '../accounts/session';
import { Announcer } from '../platform/announcer';
import { focusFirstInvalid } from '../platform/focus-first-invalid';
import { Formatter } from '../platform/formatter';
import { Leave } from '../platform/leave';
import { PolicySentence } from '../policy/policy-sentence';
import { BookingStore } from './booking-store';
import { SlotPicker } from './slot-picker';

/** `/book`: what, who and when on one page, with a summary that stays. */
@Component({
  selector: 'gr-booking-page',
  imports: [EmptyState, ErrorState, PageHeader, PolicySentence, Skeleton, SlotPicker, TranslocoDirective],
  providers: [BookingStore],
  templateUrl: './booking-page.html',
  styleUrl: './booking-page.scss',
})
export class BookingPage {
  protected readonly store = inject(BookingStore);
  protected readonly session = inject(Session);
  protected readonly format = inject(Formatter);
  private readonly router = inject(Router);
  private readonly leave = inject(Leave);
  private readonly announcer = inject(Announcer);

  /** Slug of an interview type chosen on the landing page. */
  readonly type = input<string>();

  protected readonly levels = experienceLevels;
  protected readonly focusAreas = focusAreas;
  protected readonly holdMinutes = HOLD_SECONDS / 60;

  private readonly tried = signal(false);
  protected readonly roleMissing = computed(() => this.tried() && this.store.draft().jobRole.trim() === '');
  protected readonly timeMissing = computed(() => this.tried() && this.store.draft().time === null);
  /** The chosen time as text, or null. */
  protected readonly when = computed(() => {
    const { time } = this.store.draft();
    return time === null || time === 'now' ? null : time;
  });
  protected readonly price = computed(() => {
    const type = this.store.type();
    return type && type.priceMinor > 0 ? { amountMinor: type.priceMinor, currency: type.currency } : null;
  });

  constructor() {
    // Applied once: a reload keeps what was chosen since.
    this.store.preselect(
      this.type,
      () =>
        void this.router.navigate([], {
          queryParams: { type: null },
          queryParamsHandling: 'merge',
          replaceUrl: true,
        }),
    );
  }

  protected chooseLevel(value: string): void {
    const experienceLevel = experienceLevels.find((level) => level === value);
    if (experienceLevel) this.store.change({ experienceLevel });
  }

  protected chooseFocus(value: string): void {
    const focus = focusAreas.find((area) => area === value);
    if (focus) this.store.change({ focus });
  }

  protected async submit(event: SubmitEvent, tell: (key: string) => string): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    this.tried.set(true);
    if (!this.store.input()) {
      focusFirstInvalid(form);
      return;
    }
    const account = await this.session.ready().catch(() => undefined);
    if (account === null) {
      await this.router.navigate(['/sign-up'], { queryParams: { returnTo: '/book' } });
      return;
    }
    const booking = await this.store.book();
    if (!booking) {
      const problem = this.store.problem();
      if (problem) this.announcer.announce(tell(`errors.${problem}`));
      return;
    }
    const { interview, checkoutUrl } = booking;
    if (checkoutUrl) {
      this.leave.to(checkoutUrl);
      return;
    }
    const room = interview.instant && interview.roomName ? ['/live-interview', interview.roomName] : null;
    await this.router.navigate(room ?? ['/interviews', interview.id]);
  }
}

import { Component, computed, inject, signal } from '@angular/core';
import { ErrorState, Icon, Skeleton } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Clock } from '../platform/clock';
import { Formatter } from '../platform/formatter';
import { TimeZone } from '../platform/time-zone';
import { BookingStore } from './booking-store';

/** "Now", or a day of a week and then a time on it; or all times of the week as one list. */
@Component({
  selector: 'gr-slot-picker',
  imports: [ErrorState, Icon, Skeleton, TranslocoDirective],
  templateUrl: './slot-picker.html',
  styleUrl: './slot-picker.scss',
})
export class SlotPicker {
  protected readonly store = inject(BookingStore);
  protected readonly format = inject(Formatter);
  protected readonly timeZone = inject(TimeZone);
  protected readonly now = inject(Clock).now();

  protected readonly asList = signal(false);
  protected readonly times = computed(
    () => this.store.days().find(({ date }) => date === this.store.day())?.slots ?? [],
  );
  protected readonly empty = computed(() => this.store.days().every(({ slots }) => slots.length === 0));

  /** The chosen time is one of this week's. */
  protected readonly listed = computed(() => {
    const { time } = this.store.draft();
    return this.store.days().some(({ slots }) => slots.some(({ startsAt }) => startsAt === time));
  });

  protected choose(time: string): void {
    this.store.change({ time });
  }
}

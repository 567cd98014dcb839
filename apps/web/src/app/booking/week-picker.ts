import { Component, computed, inject, input, model, output, signal } from '@angular/core';
import { ErrorState, Icon, Skeleton } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formatter } from '../platform/formatter';
import type { SlotDay, TimeSlot } from './week';

/**
 * A day of a week and then a time on it; or all times of the week as one list. What stands beside the buttons for the weeks is content: the
 * zone that the times are in.
 */
@Component({
  selector: 'gr-week-picker',
  imports: [ErrorState, Icon, Skeleton, TranslocoDirective],
  templateUrl: './week-picker.html',
  styleUrls: ['./choice.scss', './week-picker.scss'],
})
export class WeekPicker {
  protected readonly format = inject(Formatter);

  /** Where the texts stand, for example `booking`. */
  readonly texts = input.required<string>();
  /** Name of the form's field. */
  readonly name = input.required<string>();
  /** The seven days, with the times of each. */
  readonly days = input.required<readonly SlotDay<TimeSlot>[]>();
  readonly state = input.required<'loading' | 'failed' | 'ready'>();
  /** The chosen time, ISO 8601 UTC; it may be one of another week, or none of a week at all. */
  readonly time = input.required<string | null>();
  /** IANA zone to show times in; the reader's own unless said. */
  readonly zone = input<string>();
  readonly lastWeek = input.required<number>();
  /** 0 for the week from today on. */
  readonly week = model.required<number>();
  /** Calendar date of the day whose times are shown. */
  readonly day = model.required<string | undefined>();
  readonly choose = output<string>();
  readonly retry = output();

  protected readonly asList = signal(false);
  protected readonly times = computed(() => this.days().find(({ date }) => date === this.day())?.slots ?? []);
  protected readonly empty = computed(() => this.days().every(({ slots }) => slots.length === 0));
  /** The chosen time is one of this week's. */
  protected readonly listed = computed(() =>
    this.days().some(({ slots }) => slots.some(({ startsAt }) => startsAt === this.time())),
  );
}

import {
  Component,
  computed,
  type ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  resource,
  signal,
  viewChild,
} from '@angular/core';
import type { NewTime } from '@greenroom/contracts';
import { Skeleton } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { type SlotDay, weekDays, weekQuery } from '../booking/week';
import { WeekPicker } from '../booking/week-picker';
import { Announcer } from '../platform/announcer';
import { Clock } from '../platform/clock';
import { focusFirstInvalid } from '../platform/focus-first-invalid';
import { Formatter } from '../platform/formatter';
import { TimeZone } from '../platform/time-zone';
import { ChangeCalls, type ChangeTarget } from './change-calls';
import { ChangeDialog } from './change-dialog';
import { changeTexts } from './change-texts';

/** Weeks ahead that can be looked through. */
const LAST_WEEK = 7;

/** Another time of the same interviewer: a day, a time on it, and what stays as it is. */
@Component({
  selector: 'gr-reschedule-dialog',
  imports: [Skeleton, TranslocoDirective, WeekPicker],
  providers: [changeTexts],
  templateUrl: './reschedule-dialog.html',
  styleUrl: './dialog.scss',
})
export class RescheduleDialog {
  private readonly calls = inject(ChangeCalls);
  private readonly timeZone = inject(TimeZone);
  private readonly announcer = inject(Announcer);
  private readonly clock = inject(Clock);
  protected readonly format = inject(Formatter);
  protected readonly lastWeek = LAST_WEEK;

  readonly target = input.required<ChangeTarget>();
  /** The time as it is now. */
  readonly scheduledAt = input.required<string>();
  /** IANA zone to show times in; the reader's own unless said. */
  readonly zone = input<string>();
  readonly rescheduled = output();

  private readonly element = viewChild<ElementRef<HTMLDialogElement>>('dialog');
  protected readonly dialog = new ChangeDialog(this.target, this.element);
  protected readonly shownZone = computed(() => this.zone() ?? this.timeZone.zone());

  /** Set once the dialog is open: nothing is asked for before. */
  private readonly openedAt = signal<number | null>(null);
  protected readonly week = signal(0);
  protected readonly times = resource({
    params: () => {
      const now = this.openedAt();
      return now === null ? undefined : { target: this.target(), query: weekQuery(now, this.week()) };
    },
    loader: ({ params }) => this.calls.newTimes(params.target, params.query),
  });
  protected readonly timesState = computed(() => {
    if (this.times.error()) return 'failed';
    return this.times.hasValue() ? 'ready' : 'loading';
  });
  protected readonly days = computed<SlotDay<NewTime>[]>(() => {
    const zone = this.shownZone();
    const today = this.format.calendarDate(this.openedAt() ?? 0, zone);
    const slots = this.times.hasValue() ? this.times.value() : [];
    return weekDays(today, this.week(), slots, (instant) => this.format.calendarDate(instant, zone));
  });
  /** The first day with a time, until another one is chosen. */
  protected readonly day = linkedSignal<SlotDay<NewTime>[], string | undefined>({
    source: this.days,
    computation: (days, before) => {
      const kept = days.find(({ date, slots }) => date === before?.value && slots.length > 0);
      return (kept ?? days.find(({ slots }) => slots.length > 0))?.date;
    },
  });
  protected readonly chosen = signal<string | null>(null);

  open(): void {
    this.week.set(0);
    this.chosen.set(null);
    this.openedAt.set(this.clock.now());
    this.times.reload();
    void this.dialog.open();
  }

  protected async reschedule(
    event: SubmitEvent,
    tell: (key: string, words: object) => string,
  ): Promise<void> {
    event.preventDefault();
    this.dialog.tried.set(true);
    const startsAt = this.chosen();
    if (startsAt === null || this.dialog.reasonMissing) {
      focusFirstInvalid(event.target as HTMLFormElement);
      return;
    }
    const done = await this.dialog.carryOut((terms, reason) =>
      this.calls.reschedule(this.target(), { terms, reason, startsAt }),
    );
    if (!done) {
      this.chosen.set(null);
      this.times.reload();
      return;
    }
    const time = this.format.dateTime(startsAt, this.shownZone());
    this.announcer.announce(tell('changes.reschedule.done', { time }));
    this.rescheduled.emit();
  }
}

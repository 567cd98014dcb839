import { Component, computed, ElementRef, inject, input, model } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formatter } from '../../platform/formatter';
import { Language } from '../../platform/language';
import { AdminIcon } from '../icon';
import { Notices } from '../questions/notices';
import {
  addRange,
  changeRange,
  copyDay,
  minuteOf,
  minutesPerWeek,
  problemsOfDay,
  removeRange,
  timeText,
  type Week,
  WEEKDAYS,
  WORKING_DAYS,
} from './week';

type Tell = (key: string) => string;

/** A Monday in UTC, milliseconds since the epoch: the names of the days are those of the week that begins with it. */
const SOME_MONDAY = Date.UTC(2024, 0, 1);
const DAY_MILLISECONDS = 86_400_000;

/** The hours of a usual week, as from–to rows by day, in the interviewer's own zone. */
@Component({
  selector: 'gr-hours-editor',
  imports: [AdminIcon, TranslocoDirective],
  templateUrl: './hours-editor.html',
  styleUrl: './hours-editor.scss',
})
export class HoursEditor {
  private readonly notices = inject(Notices);
  private readonly language = inject(Language);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly format = inject(Formatter);

  readonly week = model.required<Week>();
  /** Problems are shown from the first try to save on. */
  readonly showProblems = input(false);

  protected readonly timeText = timeText;
  protected readonly total = computed(() => minutesPerWeek(this.week()));
  protected readonly days = computed(() => {
    const week = this.week();
    const names = new Intl.DateTimeFormat(this.language.regional(), { weekday: 'long', timeZone: 'UTC' });
    return WEEKDAYS.map((day) => {
      const ranges = week[day] ?? [];
      const problems = problemsOfDay(ranges);
      return {
        day,
        name: names.format(SOME_MONDAY + day * DAY_MILLISECONDS),
        copies: ranges.length > 0 && WORKING_DAYS.includes(day),
        ranges: ranges.map((range, index) => ({ ...range, problem: problems[index] ?? null })),
      };
    });
  });

  protected add(day: number): void {
    this.week.update((week) => addRange(week, day));
    const index = (this.week()[day]?.length ?? 1) - 1;
    this.focus(`hours-${day}-${index}-start`);
  }

  protected remove(day: number, index: number, tell: Tell): void {
    this.changeWithUndo(removeRange(this.week(), day, index), tell('admin.hours.removed'), tell);
    this.focus(`hours-${day}-add`);
  }

  protected copy(day: number, tell: Tell): void {
    this.changeWithUndo(copyDay(this.week(), day, WORKING_DAYS), tell('admin.hours.copied'), tell);
  }

  protected type(day: number, index: number, side: 'start' | 'end', text: string): void {
    this.week.update((week) => changeRange(week, day, index, { [side]: minuteOf(text, side) }));
  }

  private changeWithUndo(changed: Week, text: string, tell: Tell): void {
    const before = this.week();
    this.week.set(changed);
    this.notices.offer(text, tell('admin.undo'), () => this.week.set(before));
  }

  /** Once it is there. */
  private focus(id: string): void {
    requestAnimationFrame(() => this.host.nativeElement.querySelector<HTMLElement>(`#${id}`)?.focus());
  }
}

import type { WeeklyHours } from '@greenroom/contracts';

/** From–to on one day, in minutes since local midnight; null while a field is empty. The end of a day is 1440. */
export interface Range {
  readonly start: number | null;
  readonly end: number | null;
}

/** Seven days, Monday first, each with its ranges in the order in which they were typed. */
export type Week = readonly (readonly Range[])[];

/** What is wrong with a range: not filled in, ends before it starts, or covers time of another range of its day. */
export type RangeProblem = 'incomplete' | 'order' | 'overlap';

const DAY = 1440;
const WORKDAY: Range = { start: 9 * 60, end: 17 * 60 };
/** A suggested second range begins after a break and lasts this long, in minutes. */
const BREAK = 60;
const SUGGESTED_LENGTH = 180;

export const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;
/** Monday to Friday. */
export const WORKING_DAYS: readonly number[] = [0, 1, 2, 3, 4];

const isFilled = (range: Range): range is { start: number; end: number } =>
  range.start !== null && range.end !== null;

export function weekOf(hours: readonly WeeklyHours[]): Week {
  return WEEKDAYS.map((day) =>
    hours
      .filter(({ weekday }) => weekday === day + 1)
      .map(({ startMinute, endMinute }) => ({ start: startMinute, end: endMinute }))
      .sort((one, other) => one.start - other.start),
  );
}

/** What the API takes: by day and start. Incomplete ranges are left out; they are problems that were shown before. */
export function weeklyHoursOf(week: Week): WeeklyHours[] {
  return week.flatMap((ranges, day) =>
    ranges
      .filter(isFilled)
      .sort((one, other) => one.start - other.start)
      .map(({ start, end }) => ({ weekday: day + 1, startMinute: start, endMinute: end })),
  );
}

const withDay = (week: Week, day: number, change: (ranges: readonly Range[]) => readonly Range[]): Week =>
  week.map((ranges, index) => (index === day ? change(ranges) : ranges));

/** Adds the range that most people mean: nine to five on a free day, else one after a break, else an empty one. */
export function addRange(week: Week, day: number): Week {
  return withDay(week, day, (ranges) => {
    if (ranges.length === 0) return [WORKDAY];
    const last = Math.max(...ranges.map(({ start, end }) => end ?? start ?? 0));
    const start = last + BREAK;
    const fits = start < DAY - BREAK;
    const next = fits ? { start, end: Math.min(start + SUGGESTED_LENGTH, DAY) } : { start: null, end: null };
    return [...ranges, next];
  });
}

export const removeRange = (week: Week, day: number, index: number): Week =>
  withDay(week, day, (ranges) => ranges.filter((_, position) => position !== index));

export const changeRange = (week: Week, day: number, index: number, change: Partial<Range>): Week =>
  withDay(week, day, (ranges) =>
    ranges.map((range, position) => (position === index ? { ...range, ...change } : range)),
  );

/** Gives other days the ranges of one day, in place of their own. */
export const copyDay = (week: Week, from: number, to: readonly number[]): Week =>
  week.map((ranges, day) => (to.includes(day) ? (week[from] ?? []) : ranges));

/** One entry per range of a day: its problem, or null. */
export function problemsOfDay(ranges: readonly Range[]): (RangeProblem | null)[] {
  return ranges.map((range, index) => {
    if (!isFilled(range)) return 'incomplete';
    if (range.end <= range.start) return 'order';
    const overlaps = ranges.some(
      (other, position) =>
        position < index && isFilled(other) && other.start < range.end && range.start < other.end,
    );
    return overlaps ? 'overlap' : null;
  });
}

export const hasProblems = (week: Week): boolean =>
  week.some((ranges) => problemsOfDay(ranges).some((problem) => problem !== null));

/** How long somebody works in a week, in minutes; ranges with a problem do not count. */
export function minutesPerWeek(week: Week): number {
  return week.reduce((sum, ranges) => {
    const problems = problemsOfDay(ranges);
    const lengths = ranges.map(({ start, end }, index) =>
      problems[index] === null && start !== null && end !== null ? end - start : 0,
    );
    return sum + lengths.reduce((total, length) => total + length, 0);
  }, 0);
}

/** As a time field shows it: "09:30". The end of the day is "00:00", since such fields know no "24:00". */
export function timeText(minute: number | null): string {
  if (minute === null) return '';
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${pad(Math.floor(minute / 60) % 24)}:${pad(minute % 60)}`;
}

/** Reads a time field. Midnight as an end is the end of the day. */
export function minuteOf(text: string, side: 'start' | 'end'): number | null {
  const match = /^(\d{2}):(\d{2})/.exec(text);
  if (!match) return null;
  const minute = Number(match[1]) * 60 + Number(match[2]);
  return minute === 0 && side === 'end' ? DAY : minute;
}

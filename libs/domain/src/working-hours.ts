import type { WeeklyHours } from '@greenroom/contracts';
import { Temporal } from 'temporal-polyfill';
import { union, type Interval } from './intervals.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Longer than any repetition of wall-clock time by a change of the offset. */
const LONGEST_OVERLAP_MS = 25 * 60 * MINUTE_MS;

/** The hours of one weekday in milliseconds since local midnight. */
type LocalWeek = ReadonlyMap<number, readonly Interval[]>;

/** A stretch of time in which a zone's offset from UTC does not change. Wall-clock time is UTC + `offset`. */
interface OffsetPeriod extends Interval {
  readonly offset: number;
}

/** When somebody works, in UTC, and at which instants an interview may begin. */
export interface WorkingHours {
  /** Ordered, neither overlapping nor touching: hours that meet at midnight are one stretch. */
  readonly intervals: readonly Interval[];
  /** Ordered. */
  readonly starts: readonly number[];
}

/**
 * Weekly hours, which are wall-clock times of a zone, as instants of a range.
 *
 * An instant is inside the hours when the wall clock of the zone then shows a time inside them. So 09:00 stays 09:00 when the clocks
 * change; times that a change skips do not exist; of times that a change repeats, both passes are inside the hours, and a start is
 * offered in the first pass only. Starts lie every `stepMinutes` from the beginning of the day's hours; hours that touch count as one.
 *
 * @param from First instant of the range, epoch milliseconds.
 * @param to End of the range, not included, epoch milliseconds.
 */
export function workingHours(hours: {
  readonly weeklyHours: readonly WeeklyHours[];
  readonly timeZone: string;
  readonly stepMinutes: number;
  readonly from: number;
  readonly to: number;
}): WorkingHours {
  const { from, to } = hours;
  const week = localWeek(hours.weeklyHours);
  const periods = offsetPeriods(hours.timeZone, from - LONGEST_OVERLAP_MS, to);
  const step = hours.stepMinutes * MINUTE_MS;
  const intervals: Interval[] = [];
  const starts: number[] = [];

  periods.forEach((period, index) => {
    const before = periods[index - 1];
    const clipped = { start: Math.max(period.start, from), end: Math.min(period.end, to) };
    for (const shift of shiftsOf(week, clipped, period.offset)) {
      intervals.push({
        start: Math.max(shift.start, clipped.start),
        end: Math.min(shift.end, clipped.end),
      });
      const skipped = Math.max(0, Math.ceil((clipped.start - shift.start) / step));
      const end = Math.min(shift.end, clipped.end);
      for (let start = shift.start + skipped * step; start < end; start += step) {
        const repeated = before !== undefined && start + period.offset - before.offset < before.end;
        if (!repeated) starts.push(start);
      }
    }
  });
  return { intervals: union(intervals), starts };
}

/** The hours of every day that touches a period, in UTC; not yet cut to it. */
function* shiftsOf(week: LocalWeek, period: Interval, offset: number): Generator<Interval> {
  if (period.start >= period.end) return;
  const firstDay = Math.floor((period.start + offset) / DAY_MS);
  const lastDay = Math.floor((period.end - 1 + offset) / DAY_MS);
  for (let day = firstDay; day <= lastDay; day += 1) {
    const midnight = day * DAY_MS - offset;
    for (const { start, end } of week.get(weekdayOf(day)) ?? []) {
      yield { start: midnight + start, end: midnight + end };
    }
  }
}

/** ISO weekday (1 = Monday) of a day counted from 1970-01-01, which was a Thursday. */
function weekdayOf(epochDay: number): number {
  return ((((epochDay + 3) % 7) + 7) % 7) + 1;
}

function localWeek(weeklyHours: readonly WeeklyHours[]): LocalWeek {
  const week = new Map<number, Interval[]>();
  for (const { weekday, startMinute, endMinute } of weeklyHours) {
    const day = week.get(weekday) ?? [];
    day.push({ start: startMinute * MINUTE_MS, end: endMinute * MINUTE_MS });
    week.set(weekday, day);
  }
  return new Map([...week].map(([weekday, day]) => [weekday, union(day)]));
}

function offsetPeriods(timeZone: string, from: number, to: number): OffsetPeriod[] {
  const periods: OffsetPeriod[] = [];
  let local: Temporal.ZonedDateTime | null =
    Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone);
  while (local && local.epochMilliseconds < to) {
    const next: Temporal.ZonedDateTime | null = local.getTimeZoneTransition('next');
    periods.push({
      start: local.epochMilliseconds,
      end: Math.min(to, next?.epochMilliseconds ?? to),
      offset: local.offsetNanoseconds / 1_000_000,
    });
    local = next;
  }
  return periods;
}

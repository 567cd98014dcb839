import type { WeeklyHours } from '@greenroom/contracts';
import { difference, union, type Interval } from './intervals.ts';
import { workingHours } from './working-hours.ts';

const MINUTE_MS = 60_000;

/** Minutes between the starts that are offered. */
const SLOT_STEP_MINUTES = 30;

/**
 * What decides when an interviewer is free. Instants are epoch milliseconds, because a page of slots counts hundreds of thousands of
 * them.
 */
export interface Availability {
  readonly weeklyHours: readonly WeeklyHours[];
  /** IANA zone that the weekly hours are in. */
  readonly timeZone: string;
  /** Live interviews and other times that are taken; in any order, overlaps allowed. */
  readonly busy: readonly Interval[];
  /** Kept free between two interviews, before and after each, in minutes. */
  readonly bufferMinutes: number;
  /** Shortest time between booking and start, in minutes. */
  readonly minimumNoticeMinutes: number;
}

/** Which slots are asked for. */
export interface SlotQuestion {
  readonly durationMinutes: number;
  /** Minutes between the starts that are offered; 30 unless said. */
  readonly stepMinutes?: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * The starts at which an interviewer is free for a whole interview, in order, as epoch milliseconds.
 *
 * The interview lies inside the weekly hours, keeps the buffer to everything that is taken, and begins after the minimum notice. Daylight
 * saving: see working-hours.ts.
 *
 * @param question `from` is the first start asked for, `to` the first one not asked for.
 */
export function freeSlots(
  availability: Availability,
  question: SlotQuestion & { readonly from: number; readonly to: number },
): number[] {
  const { durationMinutes, stepMinutes = SLOT_STEP_MINUTES, now, to } = question;
  const duration = durationMinutes * MINUTE_MS;
  const from = Math.max(question.from, now + availability.minimumNoticeMinutes * MINUTE_MS);
  if (from >= to || availability.weeklyHours.length === 0) return [];

  const { weeklyHours, timeZone } = availability;
  const hours = workingHours({ weeklyHours, timeZone, stepMinutes, from, to: to + duration });
  const free = difference(hours.intervals, taken(availability));
  const slots: number[] = [];
  let index = 0;
  for (const start of hours.starts) {
    if (start >= to) break;
    let interval = free[index];
    while (interval && interval.end < start + duration) {
      index += 1;
      interval = free[index];
    }
    if (!interval) break;
    if (interval.start <= start) slots.push(start);
  }
  return slots;
}

/** Whether `startsAt` (epoch milliseconds) is one of the starts that are offered: the check before a slot is held. */
export function isFreeAt(
  availability: Availability,
  question: SlotQuestion & { readonly startsAt: number },
): boolean {
  const { startsAt } = question;
  return freeSlots(availability, { ...question, from: startsAt, to: startsAt + 1 })[0] === startsAt;
}

/**
 * Whether an interviewer can take an interview that begins this instant: they accept that, and the whole interview lies inside the
 * weekly hours and keeps the buffer. The minimum notice is not asked for, nor the grid of starts.
 */
export function isFreeNow(
  availability: Availability & { readonly acceptsInstant: boolean },
  question: { readonly durationMinutes: number; readonly now: number },
): boolean {
  const { weeklyHours, timeZone, acceptsInstant } = availability;
  if (!acceptsInstant || weeklyHours.length === 0) return false;
  const from = question.now;
  const to = from + question.durationMinutes * MINUTE_MS;
  const { intervals } = workingHours({ weeklyHours, timeZone, stepMinutes: SLOT_STEP_MINUTES, from, to });
  const [first] = difference(intervals, taken(availability));
  return first?.start === from && first.end === to;
}

/**
 * Whether nothing that is taken comes nearer than the buffer to an interview. Weekly hours and notice are not asked for: this is the
 * question for an interview that was booked before, for example when its payment arrives after its hold lapsed.
 */
export function isUndisturbed(
  availability: Pick<Availability, 'busy' | 'bufferMinutes'>,
  interview: Interval,
): boolean {
  return taken(availability).every(({ start, end }) => end <= interview.start || interview.end <= start);
}

/** A start with everybody who is free then, in the order in which they were given. Instants are epoch milliseconds. */
export interface MergedSlot {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly interviewerIds: string[];
}

/** The slots of several interviewers as one ordered list. */
export function mergeSlots(
  offers: Iterable<{ readonly interviewerId: string; readonly starts: readonly number[] }>,
  durationMinutes: number,
): MergedSlot[] {
  const interviewersAt = new Map<number, string[]>();
  for (const { interviewerId, starts } of offers) {
    for (const start of starts) {
      const ids = interviewersAt.get(start);
      if (ids) ids.push(interviewerId);
      else interviewersAt.set(start, [interviewerId]);
    }
  }
  return [...interviewersAt]
    .sort(([a], [b]) => a - b)
    .map(([startsAt, interviewerIds]) => ({
      startsAt,
      endsAt: startsAt + durationMinutes * MINUTE_MS,
      interviewerIds,
    }));
}

/** What is taken, each with its buffer around it. */
function taken({ busy, bufferMinutes }: Pick<Availability, 'busy' | 'bufferMinutes'>): Interval[] {
  const buffer = bufferMinutes * MINUTE_MS;
  return union(busy.map(({ start, end }) => ({ start: start - buffer, end: end + buffer })));
}

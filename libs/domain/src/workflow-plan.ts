import type { WorkflowCondition } from '@greenroom/contracts';
import { failingCondition, type WorkflowFacts } from './workflow-conditions.ts';

/** Planned times of an interview. */
export interface InterviewTimes {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** A moment counted from the planned start or end; minutes before are negative. */
export interface Offset {
  readonly anchor: 'start' | 'end';
  readonly minutes: number;
}

/** What a step waits for before its turn is over; `none` for everything that acts. */
export type StepTiming =
  | { readonly kind: 'none' }
  | { readonly kind: 'wait-for'; readonly minutes: number }
  | ({ readonly kind: 'wait-until' } & Offset);

const MINUTE_MS = 60_000;

/** The instant of an offset. Elapsed time, not wall-clock time: a day before is 24 hours before, also when clocks change in between. */
export function instantOf({ anchor, minutes }: Offset, times: InterviewTimes): Date {
  const origin = anchor === 'start' ? times.startsAt : times.endsAt;
  return new Date(origin.getTime() + minutes * MINUTE_MS);
}

/**
 * When something that is timed by the interview is due; null when that has passed already: whoever books an hour before the start gets no
 * reminder of the day before.
 */
export function dueUnlessPast(offset: Offset, times: InterviewTimes, now: Date): Date | null {
  const dueAt = instantOf(offset, times);
  return dueAt >= now ? dueAt : null;
}

/** Until when a step waits whose turn came at `from`; a time that has passed already is not waited for. */
export function waitsUntil(timing: StepTiming, from: Date, times: InterviewTimes): Date {
  if (timing.kind === 'none') return from;
  const until =
    timing.kind === 'wait-for'
      ? new Date(from.getTime() + timing.minutes * MINUTE_MS)
      : instantOf(timing, times);
  return until > from ? until : from;
}

/** A step as its time can be told ahead. */
export interface ForecastStep {
  readonly timing: StepTiming;
  readonly conditions: readonly WorkflowCondition[];
  /** Ends the run when its conditions hold. */
  readonly stops: boolean;
}

export type Forecast =
  | { readonly outcome: 'done'; readonly at: Date }
  | { readonly outcome: 'skipped'; readonly at: Date; readonly failing: WorkflowCondition }
  | { readonly outcome: 'unreachable' };

/**
 * What would become of steps whose first one's turn comes at `from`, as far as it can be told now: the facts are taken to stay as they are.
 * Times of steps that wait are those at which they have waited.
 *
 * @param factsAt the facts at a moment; only what depends on the time differs.
 */
export function forecast(
  steps: readonly ForecastStep[],
  from: Date,
  times: InterviewTimes,
  factsAt: (moment: Date) => WorkflowFacts,
): Forecast[] {
  let turn = from;
  let stopped = false;
  return steps.map((step): Forecast => {
    if (stopped) return { outcome: 'unreachable' };
    const failing = failingCondition(step.conditions, factsAt(turn));
    if (failing) return { outcome: 'skipped', at: turn, failing };
    turn = waitsUntil(step.timing, turn, times);
    stopped = step.stops;
    return { outcome: 'done', at: turn };
  });
}

import type { ParticipantRole, SessionVerdict } from '@greenroom/contracts';
import { durationSeconds, everybodyLeft, type Stay } from './presence.ts';

/**
 * How long a room has to be quiet before its silence counts, in seconds: a reload, a cut network or a late report of the signalling
 * server is not an end.
 */
export const QUIET_SECONDS = 60;

/** How long reports of the signalling server may be under way, in seconds: an absence is decided that long after the grace. */
export const LATE_REPORT_SECONDS = 30;

/** Less than this share of the planned time together is a session that was cut short. */
const DELIVERED_SHARE = 0.5;

const MINUTE_MS = 60_000;

/** Who did not come. */
export type Absence = 'candidate' | 'interviewer' | 'both';

/** What the evidence says about an interview that nobody ended; `open` means that it is too early to tell. */
export type SessionOutcome =
  | { readonly kind: 'open' }
  | { readonly kind: 'completed'; readonly completedAt: Date; readonly durationSeconds: number }
  | { readonly kind: 'no-show'; readonly absent: Absence };

/** The times that decide about an absence. */
export interface SessionTimes {
  /** Planned start. */
  readonly startsAt: Date;
  /** Planned end. */
  readonly endsAt: Date;
  readonly closesAt: Date;
  /** Minutes after the start until which either side may come late. */
  readonly graceMinutes: number;
}

/** When the grace of a side that has not come is over; never later than its room. */
export function graceEndsAt({
  startsAt,
  closesAt,
  graceMinutes,
}: Pick<SessionTimes, 'startsAt' | 'closesAt' | 'graceMinutes'>): Date {
  return new Date(Math.min(startsAt.getTime() + graceMinutes * MINUTE_MS, closesAt.getTime()));
}

/**
 * Decides the end of an interview that nobody ended by hand.
 *
 * - In progress: it was over when the last person left, once the planned end has passed and the room has been quiet for
 *   {@link QUIET_SECONDS}; whoever is still there is let be until the room closes.
 * - Scheduled (the two never met): a no-show of the side that has not come when the grace is over and late reports have had their time. Two
 *   who came, but not at the same time, may still meet until the room is closed.
 */
export function decideSessionOutcome(
  question: SessionTimes & {
    readonly status: 'scheduled' | 'in-progress';
    readonly stays: readonly Stay[];
    readonly now: Date;
  },
): SessionOutcome {
  const { status, stays, startsAt, endsAt, closesAt, now } = question;
  if (status === 'scheduled') {
    const bothCame = hasCome(stays, 'candidate', startsAt) && hasCome(stays, 'interviewer', startsAt);
    const decided = bothCame
      ? hasPassed(closesAt, QUIET_SECONDS, now)
      : hasPassed(graceEndsAt(question), LATE_REPORT_SECONDS, now);
    return decided ? { kind: 'no-show', absent: absenceFrom(stays, startsAt) } : { kind: 'open' };
  }
  const leftAt = everybodyLeft(stays) ? lastLeaving(stays) : null;
  const isClosed = now >= closesAt;
  const isDeserted = now >= endsAt && leftAt !== null && hasPassed(leftAt, QUIET_SECONDS, now);
  if (!isClosed && !isDeserted) return { kind: 'open' };
  const completedAt = leftAt !== null && leftAt < closesAt ? leftAt : closesAt;
  return { kind: 'completed', completedAt, durationSeconds: sessionSeconds(stays, completedAt) };
}

/** Whole seconds for which both sides were together before `endedAt`; what the ledger tells of later times does not count. */
export function sessionSeconds(stays: readonly Stay[], endedAt: Date): number {
  const before = stays.map(({ leftAt, ...stay }) => ({
    ...stay,
    leftAt: leftAt !== null && leftAt < endedAt ? leftAt : endedAt,
  }));
  return durationSeconds(before, endedAt);
}

/** Who did not come to an interview that did not take place; two who came and never met have both missed it. */
export function absenceFrom(stays: readonly Stay[], startsAt: Date): Absence {
  const candidate = hasCome(stays, 'candidate', startsAt);
  const interviewer = hasCome(stays, 'interviewer', startsAt);
  if (candidate && !interviewer) return 'interviewer';
  if (interviewer && !candidate) return 'candidate';
  return 'both';
}

/** Whether a session that took place was what had been agreed. Both in seconds. */
export function verdictOfSession(session: {
  readonly durationSeconds: number;
  readonly plannedSeconds: number;
}): SessionVerdict {
  return session.durationSeconds >= session.plannedSeconds * DELIVERED_SHARE ? 'delivered' : 'cut-short';
}

/** What an absence is called among the verdicts. */
export function verdictOfAbsence(absent: Absence): SessionVerdict {
  return `no-show-${absent}`;
}

/** Who did not come, by the verdict; null for a session that took place. */
export function absenceOf(verdict: SessionVerdict): Absence | null {
  switch (verdict) {
    case 'no-show-candidate':
      return 'candidate';
    case 'no-show-interviewer':
      return 'interviewer';
    case 'no-show-both':
      return 'both';
    case 'delivered':
    case 'cut-short':
      return null;
  }
}

/** Who had left again before the start, as after a look into the room, has not come. */
const hasCome = (stays: readonly Stay[], role: ParticipantRole, startsAt: Date): boolean =>
  stays.some((stay) => stay.role === role && (stay.leftAt === null || stay.leftAt > startsAt));

const hasPassed = (instant: Date, seconds: number, now: Date): boolean =>
  now.getTime() >= instant.getTime() + seconds * 1000;

function lastLeaving(stays: readonly Stay[]): Date | null {
  const instants = stays.flatMap(({ leftAt }) => (leftAt === null ? [] : [leftAt.getTime()]));
  return instants.length === 0 ? null : new Date(Math.max(...instants));
}

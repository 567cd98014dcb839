import type { ParticipantRole } from '@greenroom/contracts';
import { durationSeconds, everybodyLeft, type Stay } from './presence.ts';

/**
 * How long a room has to be quiet before its silence counts, in seconds: a reload, a cut network or a late report of the signalling
 * server is not an end.
 */
export const QUIET_SECONDS = 60;

/** Who did not come. */
export type Absence = 'candidate' | 'interviewer' | 'both';

/** What the evidence says about an interview whose planned end has passed; `open` means that it is too early to tell. */
export type SessionOutcome =
  | { readonly kind: 'open' }
  | { readonly kind: 'completed'; readonly completedAt: Date; readonly durationSeconds: number }
  | { readonly kind: 'no-show'; readonly absent: Absence };

/**
 * Decides the end of an interview that nobody ended by hand.
 *
 * - In progress: it was over when the last person left, once the planned end has passed and the room has been quiet for
 *   {@link QUIET_SECONDS}; whoever is still there is let be until the room closes.
 * - Scheduled (the two never met): a no-show, once the room is closed and late reports have had their time.
 */
export function decideSessionOutcome(question: {
  readonly status: 'scheduled' | 'in-progress';
  readonly stays: readonly Stay[];
  /** Planned end. */
  readonly endsAt: Date;
  readonly closesAt: Date;
  readonly now: Date;
}): SessionOutcome {
  const { status, stays, endsAt, closesAt, now } = question;
  if (status === 'scheduled') {
    return isQuietSince(closesAt, now) ? { kind: 'no-show', absent: absenceFrom(stays) } : { kind: 'open' };
  }
  const leftAt = everybodyLeft(stays) ? lastLeaving(stays) : null;
  const isClosed = now >= closesAt;
  const isDeserted = now >= endsAt && leftAt !== null && isQuietSince(leftAt, now);
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
export function absenceFrom(stays: readonly Stay[]): Absence {
  const came = (role: ParticipantRole) => stays.some((stay) => stay.role === role);
  if (came('candidate') && !came('interviewer')) return 'interviewer';
  if (came('interviewer') && !came('candidate')) return 'candidate';
  return 'both';
}

const isQuietSince = (instant: Date, now: Date): boolean =>
  now.getTime() >= instant.getTime() + QUIET_SECONDS * 1000;

function lastLeaving(stays: readonly Stay[]): Date | null {
  const instants = stays.flatMap(({ leftAt }) => (leftAt === null ? [] : [leftAt.getTime()]));
  return instants.length === 0 ? null : new Date(Math.max(...instants));
}

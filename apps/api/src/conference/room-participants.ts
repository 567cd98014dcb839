import type { ParticipantRole } from '@greenroom/contracts';
import type { Callers } from '../platform/http/caller.ts';

interface Sides {
  readonly id: string;
  readonly candidateId: string;
  readonly interviewerId: string;
}

/**
 * Which side of an interview a request speaks for; null for everybody else.
 *
 * @param as The side that is asked for, where a browser may hold the sessions of both; it must be one of them. Without it the account
 * comes first.
 */
export function sideOf(interview: Sides, callers: Callers, as?: ParticipantRole): ParticipantRole | null {
  const { account, interviewer } = callers;
  const held: Record<ParticipantRole, boolean> = {
    candidate: account !== null && account.accountId === interview.candidateId,
    interviewer:
      interviewer !== null &&
      interviewer.interviewId === interview.id &&
      interviewer.interviewerId === interview.interviewerId,
  };
  if (as !== undefined) return held[as] ? as : null;
  if (held.candidate) return 'candidate';
  return held.interviewer ? 'interviewer' : null;
}

export const otherSide = (side: ParticipantRole): ParticipantRole =>
  side === 'candidate' ? 'interviewer' : 'candidate';

/**
 * The id under which the signalling server knows a person: stable for one interview, so that a second tab replaces the first, and
 * telling nothing of the account behind it.
 */
export const userIdOf = (side: ParticipantRole, interviewId: string): string => `${side}-${interviewId}`;

/** The side behind an id of the signalling server; null for its own helpers (focus, recorder) and for strangers. */
export function sideOfUser(userId: string | null | undefined, interviewId: string): ParticipantRole | null {
  if (userId === userIdOf('candidate', interviewId)) return 'candidate';
  return userId === userIdOf('interviewer', interviewId) ? 'interviewer' : null;
}

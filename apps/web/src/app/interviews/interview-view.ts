import type { Interview } from '@greenroom/contracts';
import { isKept } from '../booking/hold';

/** The one thing that a candidate can do next about an interview. */
export type NextStep =
  | { readonly kind: 'pay' }
  | { readonly kind: 'hold-lapsed' }
  | { readonly kind: 'wait'; readonly seconds: number; readonly roomName: string }
  | { readonly kind: 'join'; readonly roomName: string; readonly seconds: number }
  /** The room is closed, and what became of the interview is not known yet. */
  | { readonly kind: 'over' }
  | { readonly kind: 'none' };

/**
 * @param now milliseconds since the epoch
 * @returns the next step; `seconds` until the planned start, negative after it
 */
export function nextStep(interview: Interview, now: number): NextStep {
  const { status, roomName } = interview;
  if (status === 'held') return { kind: isKept(interview, now) ? 'pay' : 'hold-lapsed' };
  if ((status !== 'scheduled' && status !== 'in-progress') || roomName === null) return { kind: 'none' };
  if (Date.parse(interview.closesAt) <= now) return { kind: 'over' };
  const seconds = (Date.parse(interview.scheduledAt) - now) / 1000;
  return Date.parse(interview.opensAt) <= now
    ? { kind: 'join', roomName, seconds }
    : { kind: 'wait', roomName, seconds };
}

/** What became of an interview, as keys of its words; the refund's words take the `amount`. */
export interface Ending {
  readonly text: string;
  /** Why the money went back, where that says more than how the interview ended. */
  readonly reason: string | null;
  readonly refund: string | null;
}

/**
 * How an interview ended. One that was not booked because its payment came too late is not the same as one that was never paid: the money
 * was taken, and goes back.
 */
export function endingOf({ status, absent, paymentStatus, refundReason, refund: back }: Interview): Ending {
  const text = status === 'no-show' && absent ? `interviews.missed.${absent}` : `interviews.over.${status}`;
  const isBack = paymentStatus === 'refunded' || back?.done === true;
  if (!isBack && refundReason === null) return { text, reason: null, refund: null };
  const refund = `interviews.refund.${isBack ? 'done' : 'under-way'}`;
  const reason = refundReason && `policy.refund-reason.${refundReason}`;
  // "Not paid in time, nothing was charged" would be false; and of two sentences about one absence the one that tells of the money is enough.
  const isSaid = status === 'expired' || (absent === 'candidate' && refundReason === 'no-show-candidate');
  if (isSaid && reason) return { text: reason, reason: null, refund };
  return { text, reason: absent && refundReason === `no-show-${absent}` ? null : reason, refund };
}

import type { InterviewStatus, RefundReason } from '@greenroom/contracts';

/** Whether an interviewer's time can still be had after its hold lapsed: `taken`, by somebody else; `unavailable`, not offered any more. */
export type LateSlot = 'free' | 'taken' | 'unavailable';

/** What is known when a provider confirms a payment. */
export interface ConfirmedPayment {
  readonly status: InterviewStatus;
  /** Start that the interview would have: its own, or `now` for a booking for "now" that is moved up to its payment. */
  readonly startsAt: Date;
  /** Whether the interviewer can still be had then; only matters when the hold has lapsed. */
  readonly slot: LateSlot;
  readonly now: Date;
}

/** What becomes of a confirmed payment. `none`: it had been taken into account before, nothing changes. */
export type PaymentDecision =
  | { readonly kind: 'schedule' }
  | { readonly kind: 'refund'; readonly reason: RefundReason }
  | { readonly kind: 'none' };

const lateReason = {
  taken: 'slot-taken',
  unavailable: 'interviewer-unavailable',
} as const satisfies Record<Exclude<LateSlot, 'free'>, RefundReason>;

/**
 * Decides what a confirmed payment buys. A held interview is scheduled. One whose hold lapsed is scheduled when its slot is still
 * free and ahead; otherwise the money goes back at once. No payment is ever kept without an interview.
 */
export function decideConfirmedPayment({ status, startsAt, slot, now }: ConfirmedPayment): PaymentDecision {
  switch (status) {
    case 'held':
      return { kind: 'schedule' };
    case 'expired':
      if (startsAt < now) return { kind: 'refund', reason: 'start-passed' };
      return slot === 'free' ? { kind: 'schedule' } : { kind: 'refund', reason: lateReason[slot] };
    case 'cancelled':
      return { kind: 'refund', reason: 'given-up' };
    case 'scheduled':
    case 'in-progress':
    case 'completed':
    case 'no-show':
      return { kind: 'none' };
  }
}

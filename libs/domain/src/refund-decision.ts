import type { InterviewStatus } from '@greenroom/contracts';

/** What is known when a provider confirms a payment. */
export interface ConfirmedPayment {
  readonly status: InterviewStatus;
  /** Start that the interview would have: its own, or `now` for a booking for "now" that is moved up to its payment. */
  readonly startsAt: Date;
  /** Whether the interviewer is still free then; asked only when the hold has lapsed. */
  readonly slotFree: boolean;
  readonly now: Date;
}

/**
 * What becomes of a confirmed payment. `none`: it had been taken into account before, nothing changes.
 *
 * Refunds carry their reason: `slot-taken`, somebody else has the slot; `start-passed`, the interview would already have begun;
 * `given-up`, the booking was cancelled while it was paid.
 */
export type PaymentDecision =
  | { readonly kind: 'schedule' }
  | { readonly kind: 'refund'; readonly reason: 'slot-taken' | 'start-passed' | 'given-up' }
  | { readonly kind: 'none' };

/**
 * Decides what a confirmed payment buys. A held interview is scheduled. One whose hold lapsed is scheduled when its slot is still
 * free and ahead; otherwise the money goes back at once. No payment is ever kept without an interview.
 */
export function decideConfirmedPayment({
  status,
  startsAt,
  slotFree,
  now,
}: ConfirmedPayment): PaymentDecision {
  switch (status) {
    case 'held':
      return { kind: 'schedule' };
    case 'expired':
      if (startsAt < now) return { kind: 'refund', reason: 'start-passed' };
      return slotFree ? { kind: 'schedule' } : { kind: 'refund', reason: 'slot-taken' };
    case 'cancelled':
      return { kind: 'refund', reason: 'given-up' };
    case 'scheduled':
    case 'in-progress':
    case 'completed':
    case 'no-show':
      return { kind: 'none' };
  }
}

import { refundReasonSchema } from '@greenroom/contracts';

/** Reasons of ledger entries that the portal has words for. */
const LEDGER_REASONS: readonly string[] = ['booking', ...refundReasonSchema.options];

/**
 * Why an interview moved, as the API writes it down, and the name of the portal's words for it. What was written before stays as it was, so
 * a sentence that is not written any more keeps its line.
 */
const MOVE_REASONS: Readonly<Record<string, string>> = {
  'Booked; nothing to pay': 'booked-free',
  'Booked; waits for the payment': 'booked',
  'Given up before paying': 'given-up',
  'The payment service refuses to take the price': 'price-refused',
  'The hold lapsed unpaid': 'lapsed',
  'The whole payment was given back': 'given-back',
  Paid: 'paid',
  'Paid after the hold had lapsed; the slot was still free': 'paid-late',
  'Both are in the room': 'met',
  'The two did not meet': 'nobody-met',
  'The candidate did not come': 'no-candidate',
  'The interviewer did not come': 'no-interviewer',
  'Everybody has left, or the room is closed': 'left',
  'Cancelled by the candidate': 'cancelled-by-candidate',
  'Cancelled by the interviewer': 'cancelled-by-interviewer',
  'Decided by an administrator': 'decided-by-admin',
  'Ended by the candidate': 'ended-by-candidate',
  'Ended by the interviewer': 'ended-by-interviewer',
};

/** Why a mail was not sent or given up, likewise. What a mail server answered has no words here: it is quoted. */
const MESSAGE_REASONS: Readonly<Record<string, string>> = {
  'The interview does not exist any more.': 'gone',
  'The interview was moved to another time.': 'moved',
  'A later message has taken its place.': 'replaced',
  'Its link is not good any more.': 'link',
  'The planned end of the interview has passed.': 'passed',
  'The feedback has been given.': 'given',
  'There is no feedback.': 'no-feedback',
  'The payment has not been refunded.': 'not-refunded',
  'There is no channel for it.': 'no-channel',
  'There is no template for it.': 'no-template',
  'The interview is held.': 'is-held',
  'The interview is scheduled.': 'is-scheduled',
  'The interview is in-progress.': 'is-in-progress',
  'The interview is completed.': 'is-completed',
  'The interview is expired.': 'is-expired',
  'The interview is cancelled.': 'is-cancelled',
  'The interview is no-show.': 'is-no-show',
};

/** The key of the words for a reason, or null: then it is shown as it was written down. */
export type ReasonKey = string | null;

const keyIn = (table: Readonly<Record<string, string>>, scope: string, reason: string): ReasonKey =>
  Object.hasOwn(table, reason) ? `admin.timeline.${scope}.${table[reason]}` : null;

export const moveReasonKey = (reason: string): ReasonKey => keyIn(MOVE_REASONS, 'move-reason', reason);

export const messageReasonKey = (reason: string): ReasonKey =>
  keyIn(MESSAGE_REASONS, 'message-reason', reason);

export const ledgerReasonKey = (reason: string): ReasonKey =>
  LEDGER_REASONS.includes(reason) ? `admin.timeline.ledger-reason.${reason}` : null;

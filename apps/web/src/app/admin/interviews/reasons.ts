import { type MessageOutcome, refundReasonSchema } from '@greenroom/contracts';
import type { Tell } from '../workflows/workflow-words';

/** Reasons of ledger entries that the portal has words for. */
const LEDGER_REASONS: readonly string[] = ['booking', ...refundReasonSchema.options];

/** Why a message was not sent, or could not be. */
export function messageReason(tell: Tell, { reason, values }: MessageOutcome): string {
  const status = typeof values.status === 'string' ? tell(`interview.status.${values.status}`) : '';
  return tell(`admin.timeline.message-reason.${reason}`, { status });
}

/** Why money moved; what the payment service says of what was done there is quoted. */
export const ledgerReason = (tell: Tell, reason: string): string =>
  LEDGER_REASONS.includes(reason) ? tell(`admin.timeline.ledger-reason.${reason}`) : reason;

import type { Policy } from '@greenroom/contracts';

/**
 * One statement of a policy, for pages and mails to put into words; the first one begins a sentence, the others go on with it. Hours,
 * minutes, times and percentages are what the words need.
 */
export type PolicyClause =
  | { readonly key: 'cancel' }
  | { readonly key: 'cancel-free' }
  | { readonly key: 'cancel-then-fee'; readonly hours: number; readonly percent: number }
  | { readonly key: 'cancel-then-all'; readonly hours: number }
  | { readonly key: 'move'; readonly times: number }
  | { readonly key: 'move-until'; readonly times: number; readonly hours: number }
  | { readonly key: 'move-never' }
  | { readonly key: 'late'; readonly minutes: number }
  | { readonly key: 'late-nothing'; readonly minutes: number }
  | { readonly key: 'late-part'; readonly minutes: number; readonly percent: number };

/**
 * What a candidate has to know of a policy before they pay: what cancelling costs, how often and until when they can choose another time,
 * and what coming late means. One source for the booking page, the interview page and the mails.
 *
 * @param isFree nothing is paid, so nothing can be kept.
 */
export function policyClauses(policy: Policy, isFree: boolean): readonly PolicyClause[] {
  return [cancelClause(policy, isFree), moveClause(policy), lateClause(policy, isFree)];
}

function cancelClause(policy: Policy, isFree: boolean): PolicyClause {
  const { freeUntilHours: hours, lateCancellationFeePercent: percent } = policy;
  if (isFree) return { key: 'cancel' };
  if (percent === 0 || hours === 0) return { key: 'cancel-free' };
  return percent === 100 ? { key: 'cancel-then-all', hours } : { key: 'cancel-then-fee', hours, percent };
}

function moveClause({ maxReschedules: times, rescheduleFreeUntilHours: hours }: Policy): PolicyClause {
  if (times === 0) return { key: 'move-never' };
  return hours === 0 ? { key: 'move', times } : { key: 'move-until', times, hours };
}

function lateClause(policy: Policy, isFree: boolean): PolicyClause {
  const { graceMinutes: minutes, candidateNoShowRefundPercent: percent } = policy;
  if (isFree || percent === 100) return { key: 'late', minutes };
  return percent === 0 ? { key: 'late-nothing', minutes } : { key: 'late-part', minutes, percent };
}

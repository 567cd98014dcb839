import type {
  ChangeRefusal,
  InterviewStatus,
  Policy,
  RefundRule,
  SessionVerdict,
} from '@greenroom/contracts';

const HOUR_MS = 3_600_000;

/** Who can change an interview that is booked. */
export type ChangingActor = 'candidate' | 'interviewer' | 'admin';

/** Why money may have to go back. */
export type RefundCause =
  | { readonly kind: 'cancelled'; readonly by: ChangingActor; readonly at: Date }
  | { readonly kind: 'session'; readonly verdict: SessionVerdict };

/** How much goes back, in minor units of the price's currency, and by which rule. */
export interface PolicyRefund {
  readonly amountMinor: number;
  readonly rule: RefundRule;
}

/**
 * What goes back by the policy that was agreed when the interview was booked. Whatever the interviewer or the organisation is the cause of
 * goes back in full; fractions of a minor unit are rounded in the candidate's favour.
 *
 * @param question.priceMinor What was paid.
 * @param question.startsAt Start of the interview, as it stood when it was cancelled.
 */
export function refundFor(question: {
  readonly policy: Policy;
  readonly priceMinor: number;
  readonly cause: RefundCause;
  readonly startsAt: Date;
}): PolicyRefund {
  const { policy, priceMinor, cause, startsAt } = question;
  const rule = refundRule(policy, cause, startsAt);
  return { amountMinor: Math.ceil((priceMinor * sharePercent(policy, rule)) / 100), rule };
}

/** Until when the candidate cancels without a fee. */
export function freeCancellationUntil(policy: Policy, startsAt: Date): Date {
  return new Date(startsAt.getTime() - policy.freeUntilHours * HOUR_MS);
}

/** Until when the candidate can choose another time. */
export function rescheduleUntil(policy: Policy, startsAt: Date): Date {
  return new Date(startsAt.getTime() - policy.rescheduleFreeUntilHours * HOUR_MS);
}

/** An interview that somebody wants to cancel or to move. */
export interface ChangeQuestion {
  readonly status: InterviewStatus;
  readonly by: ChangingActor;
  readonly policy: Policy;
  readonly startsAt: Date;
  /** How often the candidate has moved it before. */
  readonly reschedules: number;
  readonly now: Date;
}

/**
 * Why somebody cannot cancel; null when they can. Once the interview should have begun, the evidence decides for the candidate; an
 * interviewer who will not come had better say so than be waited for.
 */
export function cancellationRefusal({ status, by, startsAt, now }: ChangeQuestion): ChangeRefusal | null {
  if (status !== 'scheduled') return 'not-scheduled';
  return by === 'candidate' && now >= startsAt ? 'started' : null;
}

/** Why somebody cannot choose another time; null when they can. */
export function rescheduleRefusal(question: ChangeQuestion): ChangeRefusal | null {
  const { status, by, policy, startsAt, reschedules, now } = question;
  if (status !== 'scheduled') return 'not-scheduled';
  if (by === 'admin') return null;
  if (now >= startsAt) return 'started';
  if (by === 'interviewer') return null;
  if (now >= rescheduleUntil(policy, startsAt)) return 'too-late';
  return reschedules >= policy.maxReschedules ? 'limit' : null;
}

function refundRule(policy: Policy, cause: RefundCause, startsAt: Date): RefundRule {
  if (cause.kind === 'session') return cause.verdict;
  if (cause.by === 'interviewer') return 'cancelled-by-interviewer';
  if (cause.by === 'admin') return 'cancelled-by-admin';
  if (cause.at >= startsAt) return 'cancelled-after-start';
  return cause.at < freeCancellationUntil(policy, startsAt) ? 'free-cancellation' : 'late-cancellation';
}

function sharePercent(policy: Policy, rule: RefundRule): number {
  switch (rule) {
    case 'free-cancellation':
    case 'cancelled-by-interviewer':
    case 'cancelled-by-admin':
      return 100;
    case 'late-cancellation':
      return 100 - policy.lateCancellationFeePercent;
    case 'no-show-candidate':
      return policy.candidateNoShowRefundPercent;
    case 'no-show-interviewer':
    case 'no-show-both':
      return policy.interviewerNoShowRefundPercent;
    case 'cancelled-after-start':
    case 'delivered':
    case 'cut-short':
      return 0;
  }
}

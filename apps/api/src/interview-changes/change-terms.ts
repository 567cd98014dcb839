import type { ChangeRefusal, ChangeTerms } from '@greenroom/contracts';
import {
  cancellationRefusal,
  type ChangeQuestion,
  type ChangingActor,
  freeCancellationUntil,
  refundFor,
  rescheduleRefusal,
  rescheduleUntil,
} from '@greenroom/domain';
import { policyOf, statusOf } from '../interviews/interview-view.ts';
import type { InterviewRecord } from '../interviews/interviews.repository.ts';
import { AppError } from '../platform/http/app-error.ts';

/** An interview and who wants to change it, as the rules ask for it. */
export const changeQuestion = (row: InterviewRecord, by: ChangingActor, now: Date): ChangeQuestion => ({
  status: statusOf(row),
  by,
  policy: policyOf(row),
  startsAt: row.scheduledAt,
  reschedules: row.reschedules,
  now,
});

/** What cancelling or moving would mean for this side now. */
export function toChangeTerms(row: InterviewRecord, by: ChangingActor, now: Date): ChangeTerms {
  const question = changeQuestion(row, by, now);
  const { policy, startsAt } = question;
  const { priceMinor, currency } = row;
  const cause = { kind: 'cancelled', by, at: now } as const;
  const { amountMinor, rule } = refundFor({ policy, priceMinor, startsAt, cause });
  const showsMoney = by !== 'interviewer' && priceMinor > 0;
  return {
    scheduleVersion: row.scheduleVersion,
    cancel: {
      refusal: cancellationRefusal(question),
      refund: showsMoney ? { amountMinor, currency } : null,
      rule,
      freeUntil:
        by === 'candidate' && showsMoney ? laterThan(now, freeCancellationUntil(policy, startsAt)) : null,
    },
    reschedule: {
      refusal: rescheduleRefusal(question),
      left: by === 'candidate' ? Math.max(0, policy.maxReschedules - row.reschedules) : null,
      until: by === 'candidate' ? laterThan(now, rescheduleUntil(policy, startsAt)) : null,
    },
  };
}

const laterThan = (now: Date, instant: Date): string | null => (instant > now ? instant.toISOString() : null);

/**
 * The interview is still what the person saw when they decided.
 *
 * @throws AppError `state-conflict`.
 */
export function demandSeenTimes(row: InterviewRecord, scheduleVersion: number): void {
  if (row.scheduleVersion !== scheduleVersion) {
    throw new AppError('state-conflict', 'The interview has been moved meanwhile. Look again.');
  }
}

const sentences: Record<Exclude<ChangeRefusal, 'not-scheduled'>, string> = {
  started: 'The interview should have begun already.',
  'too-late': 'The time for choosing another one is over.',
  limit: 'The interview was moved as often as its terms allow.',
};

/** @throws AppError `state-conflict` where there is nothing to change (any more), otherwise `policy-refused`. */
export function demandAllowed(refusal: ChangeRefusal | null): void {
  if (refusal === null) return;
  if (refusal === 'not-scheduled') {
    throw new AppError('state-conflict', 'Only an interview that is booked can be changed.');
  }
  throw new AppError('policy-refused', sentences[refusal]);
}

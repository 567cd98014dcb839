import {
  absentSchema,
  experienceLevelSchema,
  type Feedback,
  focusAreaSchema,
  type Interview,
  type InterviewStatus,
  interviewStatusSchema,
  paymentStatusSchema,
  type Policy,
  policySchema,
  refundReasonSchema,
  type SessionRating,
  type SessionVerdict,
  sessionVerdictSchema,
  specialistKindSchema,
} from '@greenroom/contracts';
import { absenceOf, type RoomWindow, roomWindow } from '@greenroom/domain';
import * as z from 'zod/mini';
import type { InterviewRecord } from './interviews.repository.ts';

export const statusOf = (row: Pick<InterviewRecord, 'status'>): InterviewStatus =>
  interviewStatusSchema.parse(row.status);

/** What was agreed when the interview was booked. */
export const policyOf = (row: Pick<InterviewRecord, 'policy'>): Policy => policySchema.parse(row.policy);

export const outcomeOf = (row: Pick<InterviewRecord, 'outcome'>): SessionVerdict | null =>
  row.outcome === null ? null : sessionVerdictSchema.parse(row.outcome);

/** When the room of an interview lets people in. */
export const windowOf = (row: Pick<InterviewRecord, 'scheduledAt' | 'endsAt' | 'instant'>): RoomWindow =>
  roomWindow({ scheduledAt: row.scheduledAt, endsAt: row.endsAt, instant: row.instant });

function feedbackOf(
  row: Pick<InterviewRecord, 'interviewerFeedback' | 'overallRating' | 'feedbackAt'>,
): Feedback | null {
  const { interviewerFeedback, overallRating, feedbackAt } = row;
  if (interviewerFeedback === null || overallRating === null || feedbackAt === null) return null;
  return { comments: interviewerFeedback, rating: overallRating, submittedAt: feedbackAt.toISOString() };
}

function sessionRatingOf(
  row: Pick<InterviewRecord, 'sessionRating' | 'sessionComment' | 'sessionRatedAt'>,
): SessionRating | null {
  const { sessionRating: rating, sessionComment: comment, sessionRatedAt } = row;
  if (rating === null || sessionRatedAt === null) return null;
  return { rating, comment, submittedAt: sessionRatedAt.toISOString() };
}

function roomTimesOf(row: InterviewRecord): { opensAt: string; closesAt: string } {
  const { opensAt, closesAt } = windowOf(row);
  return { opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString() };
}

/** What goes back of the price: asked for, under way or done. */
function refundOf({ payment, currency }: InterviewRecord): Interview['refund'] {
  if (typeof payment?.refundReason !== 'string') return null;
  const { status, refundedMinor } = payment;
  const amountMinor = payment.refundAmountMinor ?? payment.amountMinor;
  return { amountMinor, currency, done: status === 'refunded' || refundedMinor >= amountMinor };
}

/** Who did not come: as it is decided by now. */
function absentOf({ outcome, absent, status }: InterviewRecord): Interview['absent'] {
  if (status !== 'no-show') return null;
  const decided = outcome === null ? null : absenceOf(sessionVerdictSchema.parse(outcome));
  return decided ?? z.nullable(absentSchema).parse(absent);
}

/** What both sides may know of an interview. */
export const factsOf = (row: InterviewRecord) => ({
  ...roomTimesOf(row),
  status: statusOf(row),
  typeName: row.typeName,
  jobRole: row.jobRole,
  experienceLevel: experienceLevelSchema.parse(row.experienceLevel),
  focus: focusAreaSchema.parse(row.focus),
  interviewerName: row.interviewer.name,
  scheduledAt: row.scheduledAt.toISOString(),
  endsAt: row.endsAt.toISOString(),
  durationSeconds: row.durationSeconds,
  policy: policyOf(row),
  scheduleVersion: row.scheduleVersion,
  outcome: outcomeOf(row),
  feedback: feedbackOf(row),
});

/** An interview as its candidate sees it. */
export const toInterview = (row: InterviewRecord): Interview => ({
  ...factsOf(row),
  id: row.id,
  roomName: row.roomName,
  specialist: specialistKindSchema.parse(row.specialist),
  instant: row.instant,
  holdExpiresAt: row.status === 'held' ? (row.holdExpiresAt?.toISOString() ?? null) : null,
  startedAt: row.startedAt?.toISOString() ?? null,
  completedAt: row.completedAt?.toISOString() ?? null,
  absent: absentOf(row),
  price: { amountMinor: row.priceMinor, currency: row.currency },
  paymentStatus: paymentStatusSchema.parse(row.payment?.status ?? 'none'),
  refund: refundOf(row),
  refundReason: z.nullable(refundReasonSchema).parse(row.payment?.refundReason ?? null),
  sessionRating: sessionRatingOf(row),
  createdAt: row.createdAt.toISOString(),
});

import { experienceLevelSchema, focusAreaSchema, interviewStatusSchema } from '@greenroom/contracts';
import type { InterviewStatus, SessionVerdict } from '@greenroom/contracts';
import type { FactValue, InterviewTimes, OccasionField, WorkflowFacts } from '@greenroom/domain';

/** An interview as workflows see it: read in one statement, at the moment it is decided about. */
export interface WorkflowInterview {
  readonly id: string;
  readonly status: InterviewStatus;
  readonly scheduleVersion: number;
  readonly scheduledAt: Date;
  readonly endsAt: Date;
  readonly instant: boolean;
  readonly durationMinutes: number;
  readonly interviewTypeId: string;
  readonly typeName: string;
  readonly jobRole: string;
  readonly experienceLevel: string;
  readonly focus: string;
  readonly priceMinor: number;
  readonly currency: string;
  readonly candidateLocale: string;
  readonly interviewerLocale: string;
  readonly paymentStatus: string | null;
  readonly feedbackAt: Date | null;
  readonly overallRating: number | null;
  /** What the session was decided to have been. */
  readonly outcome: SessionVerdict | null;
}

/** What an occasion tells beside the interview. */
export type OccasionFacts = Readonly<Partial<Record<OccasionField, FactValue>>>;

export const timesOf = ({ scheduledAt, endsAt }: WorkflowInterview): InterviewTimes => ({
  startsAt: scheduledAt,
  endsAt,
});

/** What conditions are asked of. */
export function factsOf(interview: WorkflowInterview, occasion: OccasionFacts, now: Date): WorkflowFacts {
  return {
    ...occasion,
    status: interviewStatusSchema.parse(interview.status),
    'type-name': interview.typeName,
    'job-role': interview.jobRole,
    'experience-level': experienceLevelSchema.parse(interview.experienceLevel),
    focus: focusAreaSchema.parse(interview.focus),
    instant: interview.instant,
    'duration-minutes': interview.durationMinutes,
    'price-minor': interview.priceMinor,
    currency: interview.currency,
    'payment-status': interview.paymentStatus ?? 'none',
    'candidate-language': interview.candidateLocale,
    'interviewer-language': interview.interviewerLocale,
    'has-feedback': interview.feedbackAt !== null,
    'feedback-rating': interview.overallRating,
    'times-moved': interview.scheduleVersion,
    'minutes-to-start': Math.round((interview.scheduledAt.getTime() - now.getTime()) / 60_000),
  };
}

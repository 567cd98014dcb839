import * as z from 'zod/mini';
import { feedbackSchema } from './interview.ts';
import { experienceLevelSchema, focusAreaSchema, interviewStatusSchema } from './interview-facts.ts';
import { policySchema, sessionVerdictSchema } from './policy.ts';
import { idSchema, instantSchema, localeSchema, proseSchema } from './primitives.ts';
import { defineRoute } from './route.ts';

/** An interview as its interviewer sees it: the price is not shown. */
export const assignmentSchema = z.object({
  interviewId: idSchema,
  roomName: z.nullable(z.string()),
  status: interviewStatusSchema,
  interviewerName: z.string(),
  candidateName: z.string(),
  typeName: z.string(),
  jobRole: z.string(),
  experienceLevel: experienceLevelSchema,
  focus: focusAreaSchema,
  scheduledAt: instantSchema,
  endsAt: instantSchema,
  opensAt: instantSchema,
  closesAt: instantSchema,
  /** The interviewer's own zone, from their profile. */
  timeZone: z.string(),
  candidateTimeZone: z.string(),
  /** The language in which the interviewer reads mails and pages, from their profile. */
  locale: localeSchema,
  durationSeconds: z.nullable(z.int()),
  policy: policySchema,
  /** Counts up with every change of the times. */
  scheduleVersion: z.int(),
  /** What the evidence, or an administrator, says about the session; null until it is decided. */
  outcome: z.nullable(sessionVerdictSchema),
  feedback: z.nullable(feedbackSchema),
});
export type Assignment = z.infer<typeof assignmentSchema>;

export const feedbackInputSchema = z.strictObject({
  comments: proseSchema(5000).check(z.minLength(1)),
  rating: z.int().check(z.minimum(1), z.maximum(5)),
});
export type FeedbackInput = z.infer<typeof feedbackInputSchema>;

const interviewParams = z.strictObject({ interviewId: idSchema });

export const interviewerRoutes = {
  exchangeLink: defineRoute({
    method: 'POST',
    path: '/api/access-links/exchange',
    summary: 'Exchange a signed e-mail link for a session that is good for this one interview',
    tag: 'Interviewer',
    access: 'public',
    body: z.strictObject({ token: z.string().check(z.minLength(10), z.maxLength(2000)) }),
    response: assignmentSchema,
    errors: ['link-invalid', 'link-expired'],
  }),
  getAssignment: defineRoute({
    method: 'GET',
    path: '/api/interviewer/interviews/:interviewId',
    summary: 'The interview that the link was for',
    tag: 'Interviewer',
    access: 'interviewer',
    params: interviewParams,
    response: assignmentSchema,
    errors: ['not-found'],
  }),
  submitFeedback: defineRoute({
    method: 'POST',
    path: '/api/interviewer/interviews/:interviewId/feedback',
    summary: 'Give feedback once the interview is over; sending again replaces it',
    tag: 'Interviewer',
    access: 'interviewer',
    params: interviewParams,
    body: feedbackInputSchema,
    response: assignmentSchema,
    errors: ['not-found', 'state-conflict'],
  }),
} as const;

import * as z from 'zod/mini';
import { interviewSchema } from './interview.ts';
import { assignmentSchema } from './interviewer.ts';
import { refundRuleSchema } from './policy.ts';
import { idSchema, instantSchema, moneySchema, proseSchema } from './primitives.ts';
import { defineRoute } from './route.ts';

/**
 * Why a change is not possible (any more). `not-scheduled`: only what is scheduled can be changed; `started`: its time has begun;
 * `too-late`: the policy's hours have passed; `limit`: it was moved as often as the policy allows.
 */
export const changeRefusalSchema = z.enum(['not-scheduled', 'started', 'too-late', 'limit']);
export type ChangeRefusal = z.infer<typeof changeRefusalSchema>;

/** What cancelling or choosing another time would mean for the caller now. */
export const changeTermsSchema = z.object({
  /** Of the times that the caller has seen; goes along with the change. */
  scheduleVersion: z.int(),
  cancel: z.object({
    refusal: z.nullable(changeRefusalSchema),
    /** What the candidate gets back; null for free interviews, and for interviewers, who do not see the price. */
    refund: z.nullable(moneySchema),
    rule: refundRuleSchema,
    /** Until when it costs nothing; null when it never costs anything, or that time is over. */
    freeUntil: z.nullable(instantSchema),
  }),
  reschedule: z.object({
    refusal: z.nullable(changeRefusalSchema),
    /** How often the candidate may still do so; null without a limit. */
    left: z.nullable(z.int()),
    /** Until when; null when only the start matters. */
    until: z.nullable(instantSchema),
  }),
});
export type ChangeTerms = z.infer<typeof changeTermsSchema>;

/** A time that an interview could be moved to: its interviewer is free. */
export const newTimeSchema = z.object({ startsAt: instantSchema, endsAt: instantSchema });
export type NewTime = z.infer<typeof newTimeSchema>;

const params = z.strictObject({ interviewId: idSchema });
const rangeQuery = z.strictObject({ from: instantSchema, to: instantSchema });
const newTimes = z.object({ items: z.array(newTimeSchema) });

/** Words of the person who changes something. */
const wordsSchema = proseSchema(1000).check(z.minLength(1));

/** The terms that the person agreed to: when they are different by now, nothing happens. */
export const cancellationInputSchema = z.strictObject({
  scheduleVersion: z.int(),
  /** Minor units that the candidate was told to get back; null when nothing was paid. */
  refundMinor: z.nullable(z.int()),
});
export type CancellationInput = z.infer<typeof cancellationInputSchema>;

export const rescheduleInputSchema = z.strictObject({ scheduleVersion: z.int(), startsAt: instantSchema });
export type RescheduleInput = z.infer<typeof rescheduleInputSchema>;

/** The second, deliberate step of somebody who came by a link. */
const deliberate = { confirm: z.literal(true) };
export const interviewerCancellationInputSchema = z.strictObject({
  scheduleVersion: z.int(),
  ...deliberate,
  reason: z.nullable(wordsSchema),
});
export type InterviewerCancellationInput = z.infer<typeof interviewerCancellationInputSchema>;
export const interviewerRescheduleInputSchema = z.extend(rescheduleInputSchema, {
  ...deliberate,
  reason: z.nullable(wordsSchema),
});

export const adminCancellationInputSchema = z.extend(cancellationInputSchema, { reason: wordsSchema });
export const adminRescheduleInputSchema = z.extend(rescheduleInputSchema, { reason: wordsSchema });

const changed = ['not-found', 'state-conflict', 'policy-refused'] as const;

export const interviewChangeRoutes = {
  getChangeTerms: defineRoute({
    method: 'GET',
    path: '/api/interviews/:interviewId/terms',
    summary: 'What cancelling or rescheduling one of my interviews would mean now',
    tag: 'Interviews',
    access: 'account',
    params,
    response: changeTermsSchema,
    errors: ['not-found'],
  }),
  listNewTimes: defineRoute({
    method: 'GET',
    path: '/api/interviews/:interviewId/new-times',
    summary: 'Times that one of my interviews could be moved to',
    tag: 'Interviews',
    access: 'account',
    params,
    query: rangeQuery,
    response: newTimes,
    errors: ['not-found'],
  }),
  cancelInterview: defineRoute({
    method: 'POST',
    path: '/api/interviews/:interviewId/cancellation',
    summary: 'Cancel one of my interviews on the terms that were shown',
    tag: 'Interviews',
    access: 'account',
    params,
    body: cancellationInputSchema,
    response: interviewSchema,
    errors: changed,
  }),
  rescheduleInterview: defineRoute({
    method: 'POST',
    path: '/api/interviews/:interviewId/reschedule',
    summary: 'Move one of my interviews to another time of the same interviewer',
    tag: 'Interviews',
    access: 'account',
    params,
    body: rescheduleInputSchema,
    response: interviewSchema,
    errors: [...changed, 'slot-taken'],
  }),
  getAssignmentChangeTerms: defineRoute({
    method: 'GET',
    path: '/api/interviewer/interviews/:interviewId/terms',
    summary: 'What cancelling or rescheduling would mean now: the first step of a change by link',
    tag: 'Interviewer',
    access: 'interviewer',
    params,
    response: changeTermsSchema,
    errors: ['not-found'],
  }),
  listAssignmentNewTimes: defineRoute({
    method: 'GET',
    path: '/api/interviewer/interviews/:interviewId/new-times',
    summary: 'Times that the interview could be moved to',
    tag: 'Interviewer',
    access: 'interviewer',
    params,
    query: rangeQuery,
    response: newTimes,
    errors: ['not-found'],
  }),
  cancelAssignment: defineRoute({
    method: 'POST',
    path: '/api/interviewer/interviews/:interviewId/cancellation',
    summary: 'Cancel the interview; the candidate gets everything back',
    tag: 'Interviewer',
    access: 'interviewer',
    params,
    body: interviewerCancellationInputSchema,
    response: assignmentSchema,
    errors: changed,
  }),
  rescheduleAssignment: defineRoute({
    method: 'POST',
    path: '/api/interviewer/interviews/:interviewId/reschedule',
    summary: 'Move the interview to another time',
    tag: 'Interviewer',
    access: 'interviewer',
    params,
    body: interviewerRescheduleInputSchema,
    response: assignmentSchema,
    errors: [...changed, 'slot-taken'],
  }),
  adminGetChangeTerms: defineRoute({
    method: 'GET',
    path: '/api/admin/interviews/:interviewId/terms',
    summary: 'What cancelling or rescheduling an interview would mean now',
    tag: 'Admin',
    access: 'admin',
    params,
    response: changeTermsSchema,
    errors: ['not-found'],
  }),
  adminListNewTimes: defineRoute({
    method: 'GET',
    path: '/api/admin/interviews/:interviewId/new-times',
    summary: 'Times that an interview could be moved to',
    tag: 'Admin',
    access: 'admin',
    params,
    query: rangeQuery,
    response: newTimes,
    errors: ['not-found'],
  }),
  adminCancelInterview: defineRoute({
    method: 'POST',
    path: '/api/admin/interviews/:interviewId/cancellation',
    summary: 'Cancel an interview, with a reason; the candidate gets everything back',
    tag: 'Admin',
    access: 'admin',
    params,
    body: adminCancellationInputSchema,
    response: interviewSchema,
    errors: changed,
  }),
  adminRescheduleInterview: defineRoute({
    method: 'POST',
    path: '/api/admin/interviews/:interviewId/reschedule',
    summary: 'Move an interview to another time of its interviewer, with a reason',
    tag: 'Admin',
    access: 'admin',
    params,
    body: adminRescheduleInputSchema,
    response: interviewSchema,
    errors: [...changed, 'slot-taken'],
  }),
} as const;

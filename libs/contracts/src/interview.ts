import * as z from 'zod/mini';
import { experienceLevelSchema, focusAreaSchema, interviewStatusSchema } from './interview-facts.ts';
import { policySchema, refundRules, sessionVerdictSchema } from './policy.ts';
import { idSchema, instantSchema, moneySchema, pageOf, pageQuerySchema, proseSchema } from './primitives.ts';
import { defineRoute } from './route.ts';

export const specialistKindSchema = z.enum(['human', 'ai']);

/** pending: nothing taken yet; settled: taken; refunded: given back in full; failed: never taken. */
export const paymentStatusSchema = z.enum(['none', 'pending', 'settled', 'refunded', 'failed']);
export type PaymentStatus = z.infer<typeof paymentStatusSchema>;

/**
 * Why a payment goes back: `slot-taken`, it came after the hold and somebody else had the slot; `start-passed`, it came after the start;
 * `interviewer-unavailable`, it came after the hold and the interviewer could not be booked any more; `given-up`, the booking was given up
 * while it was paid; `mismatch`, another amount or currency was paid than was asked for; `by-hand`, somebody gave it back with the payment
 * service's own tools.
 */
export const refundReasonSchema = z.enum([
  'slot-taken',
  'start-passed',
  'interviewer-unavailable',
  'given-up',
  'mismatch',
  'by-hand',
  ...refundRules,
]);
export type RefundReason = z.infer<typeof refundReasonSchema>;

/** Who stayed away. */
export const absentSchema = z.enum(['candidate', 'interviewer', 'both']);

export const feedbackSchema = z.object({
  comments: z.string(),
  /** 1 (poor) to 5 (excellent). */
  rating: z.int().check(z.minimum(1), z.maximum(5)),
  submittedAt: instantSchema,
});
export type Feedback = z.infer<typeof feedbackSchema>;

/** What the candidate says of the session; the interviewer is not shown it. */
export const sessionRatingSchema = z.object({
  /** 1 (poor) to 5 (excellent). */
  rating: z.int().check(z.minimum(1), z.maximum(5)),
  comment: z.nullable(z.string()),
  submittedAt: instantSchema,
});
export type SessionRating = z.infer<typeof sessionRatingSchema>;

export const sessionRatingInputSchema = z.strictObject({
  rating: z.int().check(z.minimum(1), z.maximum(5)),
  comment: z.nullable(proseSchema(2000).check(z.minLength(1))),
});
export type SessionRatingInput = z.infer<typeof sessionRatingInputSchema>;

/** An interview as its candidate sees it. */
export const interviewSchema = z.object({
  id: idSchema,
  /** Unguessable (128 bits); null until the interview is scheduled. */
  roomName: z.nullable(z.string()),
  status: interviewStatusSchema,
  specialist: specialistKindSchema,
  typeName: z.string(),
  jobRole: z.string(),
  experienceLevel: experienceLevelSchema,
  focus: focusAreaSchema,
  interviewerName: z.string(),
  /** Booked for "now": the room is open from the payment on. */
  instant: z.boolean(),
  scheduledAt: instantSchema,
  endsAt: instantSchema,
  /** From when on the room lets people in. */
  opensAt: instantSchema,
  /** When the room is closed: just before, it still lets people in. */
  closesAt: instantSchema,
  /** Until when the slot is kept while it is paid; null once it is settled or lapsed. */
  holdExpiresAt: z.nullable(instantSchema),
  startedAt: z.nullable(instantSchema),
  completedAt: z.nullable(instantSchema),
  durationSeconds: z.nullable(z.int()),
  /** Set for a no-show. */
  absent: z.nullable(absentSchema),
  price: moneySchema,
  paymentStatus: paymentStatusSchema,
  /** What goes back by the policy or for another reason, and whether it has; null when nothing does. */
  refund: z.nullable(z.extend(moneySchema, { done: z.boolean() })),
  /** As it was agreed when the interview was booked. */
  policy: policySchema,
  /** Counts up with every change of the times. */
  scheduleVersion: z.int(),
  /** What the evidence, or an administrator, says about the session; null until it is decided. */
  outcome: z.nullable(sessionVerdictSchema),
  /** Why the payment goes back or has gone back; null while it does not. */
  refundReason: z.nullable(refundReasonSchema),
  feedback: z.nullable(feedbackSchema),
  sessionRating: z.nullable(sessionRatingSchema),
  createdAt: instantSchema,
});
export type Interview = z.infer<typeof interviewSchema>;

const interviewParams = z.strictObject({ interviewId: idSchema });

export const interviewRoutes = {
  listInterviews: defineRoute({
    method: 'GET',
    path: '/api/interviews',
    summary: 'My interviews: upcoming by start, previous newest first',
    tag: 'Interviews',
    access: 'account',
    query: z.extend(pageQuerySchema, { scope: z.enum(['upcoming', 'previous']) }),
    response: pageOf(interviewSchema),
  }),
  getInterview: defineRoute({
    method: 'GET',
    path: '/api/interviews/:interviewId',
    summary: 'One of my interviews',
    tag: 'Interviews',
    access: 'account',
    params: interviewParams,
    response: interviewSchema,
    errors: ['not-found'],
  }),
  getCalendar: defineRoute({
    method: 'GET',
    path: '/api/interviews/:interviewId/calendar',
    summary: 'The calendar entry of one of my interviews (RFC 5545), as text in JSON',
    tag: 'Interviews',
    access: 'account',
    params: interviewParams,
    response: z.object({ filename: z.string(), text: z.string() }),
    errors: ['not-found', 'state-conflict'],
  }),
} as const;

/** Apart from the others, which every page of an interview carries. */
export const sessionRatingRoutes = {
  rateSession: defineRoute({
    method: 'PUT',
    path: '/api/interviews/:interviewId/session-rating',
    summary: 'Say how the session was, once it is over; saying it again replaces it',
    tag: 'Interviews',
    access: 'account',
    params: interviewParams,
    body: sessionRatingInputSchema,
    response: interviewSchema,
    errors: ['not-found', 'state-conflict'],
  }),
} as const;

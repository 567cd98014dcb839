import * as z from 'zod/mini';
import { interviewSchema } from './interview.ts';
import { sessionVerdictSchema } from './policy.ts';
import { idSchema, instantSchema, proseSchema } from './primitives.ts';
import { defineRoute } from './route.ts';

/** How long after the planned end both sides can object to the outcome, in days. */
export const APPEAL_DAYS = 14;

/** One stay in the room; `to` is null while the person is there. */
export const receiptStaySchema = z.object({ from: instantSchema, to: z.nullable(instantSchema) });

/** An objection to the outcome, and what came of it. */
export const appealSchema = z.object({
  text: z.string(),
  openedAt: instantSchema,
  resolvedAt: z.nullable(instantSchema),
  /** The administrator's answer. */
  note: z.nullable(z.string()),
});
export type Appeal = z.infer<typeof appealSchema>;

/** The evidence and what it says, the same for both sides. */
export const receiptSchema = z.object({
  /** Null until it is decided. */
  outcome: z.nullable(sessionVerdictSchema),
  decidedAt: z.nullable(instantSchema),
  decidedBy: z.nullable(z.enum(['evidence', 'admin'])),
  /** The evidence has spoken and an administrator has yet to confirm it. */
  awaitsConfirmation: z.boolean(),
  /** Since when the signalling server could not be asked whether somebody was there; null when nothing is missing. */
  evidenceGapSince: z.nullable(instantSchema),
  plannedFrom: instantSchema,
  plannedTo: instantSchema,
  interviewer: z.array(receiptStaySchema),
  candidate: z.array(receiptStaySchema),
  /** When picture or sound of the other side arrived first, as each side's page has told: a hint that decides nothing. */
  mediaSeenAt: z.object({ interviewer: z.nullable(instantSchema), candidate: z.nullable(instantSchema) }),
  /** For which both were in the room. */
  togetherSeconds: z.int(),
  /** The caller's own. */
  appeal: z.nullable(appealSchema),
});
export type Receipt = z.infer<typeof receiptSchema>;

const params = z.strictObject({ interviewId: idSchema });
const wordsSchema = proseSchema(1000).check(z.minLength(1));

export const appealInputSchema = z.strictObject({ text: wordsSchema });

/** What was decided about a session, or is decided anew. */
export const outcomeInputSchema = z.strictObject({ outcome: sessionVerdictSchema, reason: wordsSchema });
export type OutcomeInput = z.infer<typeof outcomeInputSchema>;

export const outcomeRoutes = {
  getReceipt: defineRoute({
    method: 'GET',
    path: '/api/interviews/:interviewId/receipt',
    summary: 'Who was in the room and when, and what follows from it',
    tag: 'Interviews',
    access: 'account',
    params,
    response: receiptSchema,
    errors: ['not-found'],
  }),
  appealOutcome: defineRoute({
    method: 'POST',
    path: '/api/interviews/:interviewId/appeal',
    summary: 'Object to the outcome: an administrator looks at it',
    tag: 'Interviews',
    access: 'account',
    params,
    body: appealInputSchema,
    response: receiptSchema,
    errors: ['not-found', 'state-conflict'],
  }),
  getAssignmentReceipt: defineRoute({
    method: 'GET',
    path: '/api/interviewer/interviews/:interviewId/receipt',
    summary: 'Who was in the room and when, and what follows from it',
    tag: 'Interviewer',
    access: 'interviewer',
    params,
    response: receiptSchema,
    errors: ['not-found'],
  }),
  appealAssignmentOutcome: defineRoute({
    method: 'POST',
    path: '/api/interviewer/interviews/:interviewId/appeal',
    summary: 'Object to the outcome: an administrator looks at it',
    tag: 'Interviewer',
    access: 'interviewer',
    params,
    body: appealInputSchema,
    response: receiptSchema,
    errors: ['not-found', 'state-conflict'],
  }),
  adminGetReceipt: defineRoute({
    method: 'GET',
    path: '/api/admin/interviews/:interviewId/receipt',
    summary: 'Who was in the room of an interview and when, and what follows from it',
    tag: 'Admin',
    access: 'admin',
    params,
    response: receiptSchema,
    errors: ['not-found'],
  }),
  decideOutcome: defineRoute({
    method: 'POST',
    path: '/api/admin/interviews/:interviewId/outcome',
    summary: 'Confirm what the evidence says about an interview, or decide otherwise, with a reason',
    tag: 'Admin',
    access: 'admin',
    params,
    body: outcomeInputSchema,
    response: interviewSchema,
    errors: ['not-found', 'state-conflict'],
  }),
} as const;

import * as z from 'zod/mini';
import { interviewSchema } from './interview.ts';
import { interviewStatusSchema } from './interview-facts.ts';
import { sessionVerdictSchema } from './policy.ts';
import { idSchema, instantSchema, pageOf, pageQuerySchema } from './primitives.ts';
import { defineRoute } from './route.ts';

/** A row of the admin's table of interviews. */
export const interviewSummarySchema = z.extend(interviewSchema, {
  candidateName: z.string(),
  candidateEmail: z.string(),
  interviewerEmail: z.string(),
});
export type InterviewSummary = z.infer<typeof interviewSummarySchema>;

/** One move of an interview: by whom and why. */
export const transitionSchema = z.object({
  from: z.nullable(interviewStatusSchema),
  to: interviewStatusSchema,
  /** `system`, `candidate`, `interviewer`, `admin`, `payment` or `presence`. */
  actor: z.string(),
  reason: z.string(),
  at: instantSchema,
});

/** queued: waits for its time or another try; parked: refused for good, needs a person; skipped: no longer applied, with the reason. */
export const messageStatusSchema = z.enum(['queued', 'sending', 'sent', 'parked', 'skipped']);

export const messageSchema = z.object({
  id: idSchema,
  template: z.string(),
  recipient: z.string(),
  status: messageStatusSchema,
  attempts: z.int(),
  lastError: z.nullable(z.string()),
  sentAt: z.nullable(instantSchema),
  createdAt: instantSchema,
});
export type Message = z.infer<typeof messageSchema>;

export const ledgerEntrySchema = z.object({
  /** `refund-failed` takes back a refund that did not reach its payer. */
  kind: z.enum(['charge', 'refund', 'refund-failed']),
  amountMinor: z.int(),
  currency: z.string(),
  reason: z.string(),
  providerReference: z.string(),
  at: instantSchema,
});

export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

export const presenceIntervalSchema = z.object({
  role: z.enum(['candidate', 'interviewer']),
  joinedAt: instantSchema,
  leftAt: z.nullable(instantSchema),
});

/** One change of the times: by whom and why. */
export const scheduleChangeSchema = z.object({
  /** The schedule version that it led to. */
  version: z.int(),
  previousStart: instantSchema,
  start: instantSchema,
  actor: z.enum(['candidate', 'interviewer', 'admin']),
  /** In the words of who changed it; null when they gave none. */
  reason: z.nullable(z.string()),
  at: instantSchema,
});

export const interviewDetailSchema = z.extend(interviewSummarySchema, {
  history: z.array(transitionSchema),
  scheduleChanges: z.array(scheduleChangeSchema),
  /** What the evidence says where an administrator has the last word. */
  proposedOutcome: z.nullable(sessionVerdictSchema),
  /** Why an administrator decided so; null where the evidence did. */
  outcomeReason: z.nullable(z.string()),
  messages: z.array(messageSchema),
  ledger: z.array(ledgerEntrySchema),
  presence: z.array(presenceIntervalSchema),
});
export type InterviewDetail = z.infer<typeof interviewDetailSchema>;

const interviewParams = z.strictObject({ interviewId: idSchema });

export const administrationRoutes = {
  adminListInterviews: defineRoute({
    method: 'GET',
    path: '/api/admin/interviews',
    summary: 'All interviews with their payments, newest start first',
    tag: 'Admin',
    access: 'admin',
    query: z.extend(pageQuerySchema, {
      status: z.optional(interviewStatusSchema),
      /** `parked`: only those with a message that waits for a person. */
      messages: z.optional(z.enum(['parked'])),
    }),
    response: pageOf(interviewSummarySchema),
  }),
  adminGetInterview: defineRoute({
    method: 'GET',
    path: '/api/admin/interviews/:interviewId',
    summary: 'One interview with its history, messages, money and presence',
    tag: 'Admin',
    access: 'admin',
    params: interviewParams,
    response: interviewDetailSchema,
    errors: ['not-found'],
  }),
  reissueLink: defineRoute({
    method: 'POST',
    path: '/api/admin/interviews/:interviewId/reissue-link',
    summary: "Revoke the interviewer's link and sessions and send a new link",
    tag: 'Admin',
    access: 'admin',
    params: interviewParams,
    status: 202,
    response: z.object({ queued: z.literal(true) }),
    errors: ['not-found', 'state-conflict'],
  }),
  retryMessage: defineRoute({
    method: 'POST',
    path: '/api/admin/messages/:messageId/retry',
    summary: 'Try a parked message again',
    tag: 'Admin',
    access: 'admin',
    params: z.strictObject({ messageId: idSchema }),
    response: messageSchema,
    errors: ['not-found', 'state-conflict'],
  }),
} as const;

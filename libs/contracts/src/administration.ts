import * as z from 'zod/mini';
import { interviewSchema } from './interview.ts';
import { interviewStatusSchema } from './interview-facts.ts';
import {
  ledgerEntrySchema,
  messageSchema,
  presenceIntervalSchema,
  scheduleChangeSchema,
  storyEventSchema,
  storyTaskSchema,
  transitionSchema,
} from './interview-story.ts';
import { sessionVerdictSchema } from './policy.ts';
import { idSchema, pageOf, pageQuerySchema } from './primitives.ts';
import { defineRoute } from './route.ts';
import { webhookDeliverySchema } from './webhook.ts';

/** A row of the admin's table of interviews. */
export const interviewSummarySchema = z.extend(interviewSchema, {
  candidateName: z.string(),
  candidateEmail: z.string(),
  interviewerEmail: z.string(),
});
export type InterviewSummary = z.infer<typeof interviewSummarySchema>;

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
  events: z.array(storyEventSchema),
  tasks: z.array(storyTaskSchema),
  deliveries: z.array(webhookDeliverySchema),
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
    summary: 'One interview with everything that happened to it but what workflows did',
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

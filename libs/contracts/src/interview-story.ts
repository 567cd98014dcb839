import * as z from 'zod/mini';
import { adminTaskSchema } from './admin-task.ts';
import { interviewStatusSchema } from './interview-facts.ts';
import { messageChannelSchema } from './message.ts';
import { sessionVerdictSchema } from './policy.ts';
import { idSchema, instantSchema } from './primitives.ts';
import { workflowValuesSchema } from './workflow-run.ts';

/** Why an interview moved, as a code that the page has words for. */
export const transitionCauses = [
  'booked',
  'booked-free',
  'paid',
  /** Paid after the hold had lapsed, while the slot was still free. */
  'paid-late',
  'lapsed',
  'given-up',
  /** The payment service refuses to take the price. */
  'price-refused',
  /** The whole payment was given back by hand. */
  'given-back',
  'met',
  'no-show-candidate',
  'no-show-interviewer',
  'no-show-both',
  /** Everybody has left, or the room is closed. */
  'left',
  'ended-by-candidate',
  'ended-by-interviewer',
  'cancelled-by-candidate',
  'cancelled-by-interviewer',
  'cancelled-by-admin',
  'decided-by-admin',
  /** A step of a workflow, for the reason that stands in its settings. */
  'workflow',
] as const;
export const transitionCauseSchema = z.enum(transitionCauses);
export type TransitionCause = z.infer<typeof transitionCauseSchema>;

/** One move of an interview: by whom and why. */
export const transitionSchema = z.object({
  from: z.nullable(interviewStatusSchema),
  to: interviewStatusSchema,
  /** `system`, `candidate`, `interviewer`, `admin`, `payment` or `presence`. */
  actor: z.string(),
  /** Null where only words were written down. */
  cause: z.nullable(transitionCauseSchema),
  /** In the words of who moved it; null when they gave none. */
  reason: z.nullable(z.string()),
  at: instantSchema,
});

/** queued: waits for its time or another try; parked: refused for good, needs a person; skipped: no longer applied, with the reason. */
export const messageStatuses = ['queued', 'sending', 'sent', 'parked', 'skipped'] as const;
export const messageStatusSchema = z.enum(messageStatuses);

/** Why a message was not sent, or could not be, as a code that the page has words for. */
export const messageReasons = [
  // skipped
  'interview-gone',
  'interview-moved',
  'replaced',
  'nobody-left',
  'link-over',
  'start-passed',
  'end-passed',
  'feedback-given',
  'no-feedback',
  'paid-after-all',
  'no-payment',
  'not-refunded',
  'never-booked',
  /** The interview has come to be in another status: `status`. */
  'other-status',
  // parked
  'no-channel',
  'no-template',
] as const;
export const messageReasonSchema = z.enum(messageReasons);
export type MessageReason = z.infer<typeof messageReasonSchema>;

export const messageOutcomeSchema = z.object({ reason: messageReasonSchema, values: workflowValuesSchema });
export type MessageOutcome = z.infer<typeof messageOutcomeSchema>;

export const messageSchema = z.object({
  id: idSchema,
  template: z.string(),
  channel: messageChannelSchema,
  recipient: z.string(),
  status: messageStatusSchema,
  attempts: z.int(),
  /** Why it was left out, or could not be tried. */
  outcome: z.nullable(messageOutcomeSchema),
  /** What the server answered that did not take it, in its own words. */
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

/** Events that nothing else of the story tells. */
export const plainStoryEvents = [
  'payment.failed',
  'feedback.due',
  'feedback.submitted',
  'access-link.reissued',
] as const;

/** An event that nothing else of the story tells. */
export const storyEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('outcome.decided'),
    at: instantSchema,
    outcome: sessionVerdictSchema,
    /** What was said before; null for the first word. */
    previous: z.nullable(sessionVerdictSchema),
    by: z.enum(['evidence', 'admin']),
  }),
  z.object({ type: z.enum(plainStoryEvents), at: instantSchema }),
]);
export type StoryEvent = z.infer<typeof storyEventSchema>;

/** A task as its interview shows it. */
export const storyTaskSchema = z.omit(adminTaskSchema, { interview: true });

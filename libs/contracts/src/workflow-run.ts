import * as z from 'zod/mini';
import { interviewStatusSchema } from './interview-facts.ts';
import { messageChannelSchema, messageTemplateSchema } from './message.ts';
import { idSchema, instantSchema } from './primitives.ts';

/** Facts that go with a reason, for the page to put into its words: ids, amounts in minor units, instants (RFC 3339), names. */
export const workflowValuesSchema = z.record(
  z.string(),
  z.nullable(z.union([z.string(), z.number(), z.boolean()])),
);
export type WorkflowValues = z.infer<typeof workflowValuesSchema>;

/** What became of a step, as a code that the page has words for. */
export const stepReasons = [
  // done
  'message-planned',
  'webhook-planned',
  'refund-requested',
  'status-changed',
  'feedback-requested',
  'waited',
  'stopped-run',
  // waits
  'waiting',
  'not-yet',
  // skipped by the engine
  'workflow-off',
  'stale-schedule',
  'conditions-not-met',
  'run-conditions-not-met',
  'too-late',
  'not-ahead',
  'not-alone',
  'skipped-by-admin',
  // skipped by an action
  'no-words-for-recipient',
  'channel-not-configured',
  'no-phone',
  'no-admin',
  'already-planned',
  'no-endpoint',
  'nothing-to-refund',
  'not-allowed',
  'feedback-given',
  // cancelled
  'rescheduled',
  'run-stopped',
  'no-longer-applies',
] as const;
export const stepReasonSchema = z.enum(stepReasons);
export type StepReason = z.infer<typeof stepReasonSchema>;

export const stepOutcomeSchema = z.object({ reason: stepReasonSchema, values: workflowValuesSchema });
export type StepOutcome = z.infer<typeof stepOutcomeSchema>;

/**
 * waiting: its turn has not come; pending: due at its time; done; skipped: left out at its time, with the reason; parked: given up after many
 * tries, needs a person; cancelled: its turn will not come, with the reason.
 */
export const stepStatusSchema = z.enum(['waiting', 'pending', 'done', 'skipped', 'parked', 'cancelled']);
export type StepStatus = z.infer<typeof stepStatusSchema>;

/** What a step is about, as a reader needs it to know what will happen or has happened. */
export const stepSubjectSchema = z.discriminatedUnion('about', [
  z.object({
    about: z.literal('message'),
    channel: messageChannelSchema,
    template: messageTemplateSchema,
    to: z.enum(['candidate', 'interviewer', 'admin', 'address']),
    /** Only where it goes to an address. */
    address: z.nullable(z.string()),
  }),
  z.object({
    about: z.literal('webhook'),
    endpointId: idSchema,
    /** Null for an endpoint that does not exist. */
    endpointName: z.nullable(z.string()),
    event: z.string(),
  }),
  z.object({ about: z.literal('status'), to: interviewStatusSchema }),
  z.object({
    about: z.literal('wait'),
    /** What the minutes are counted from; `turn`: from the step's own turn. */
    anchor: z.enum(['start', 'end', 'turn']),
    /** Negative before the anchor. */
    minutes: z.int(),
  }),
]);
export type StepSubject = z.infer<typeof stepSubjectSchema>;

export const workflowStepSchema = z.object({
  id: idSchema,
  key: z.string(),
  kind: z.string(),
  /** Null where the kind says everything, or is not known (any more). */
  subject: z.nullable(stepSubjectSchema),
  status: stepStatusSchema,
  /** When it is (or was) due; null before its turn. */
  dueAt: z.nullable(instantSchema),
  /** When its turn will come, as far as that is known now; null when it is over. */
  expectedAt: z.nullable(instantSchema),
  attempts: z.int(),
  /** What went wrong the last time, for the administrator. */
  lastError: z.nullable(z.string()),
  outcome: z.nullable(stepOutcomeSchema),
  doneAt: z.nullable(instantSchema),
});
export type WorkflowStep = z.infer<typeof workflowStepSchema>;

/** One time that a workflow was set off, for one interview. */
export const workflowRunSchema = z.object({
  id: idSchema,
  workflowId: idSchema,
  workflowKey: z.string(),
  workflowName: z.string(),
  /** Version of the workflow that it follows to its end. */
  version: z.int(),
  triggerKind: z.string(),
  /** Times of the interview that it speaks of; null where it speaks of none, as of a payment. */
  scheduleVersion: z.nullable(z.int()),
  /** What the occasion was, for example who is waiting. */
  context: workflowValuesSchema,
  /** running: steps are left; done: all had their turn; stopped: ended before its last step. */
  status: z.enum(['running', 'done', 'stopped']),
  createdAt: instantSchema,
  endedAt: z.nullable(instantSchema),
  steps: z.array(workflowStepSchema),
});
export type WorkflowRun = z.infer<typeof workflowRunSchema>;

import {
  type InterviewDetail,
  type InterviewSummary,
  ledgerEntrySchema,
  participantRoleSchema,
  scheduleChangeSchema,
  sessionVerdictSchema,
} from '@greenroom/contracts';
import { toInterview } from '../interviews/interview-view.ts';
import type { InterviewRecord } from '../interviews/interviews.repository.ts';
import { toDelivery } from '../webhooks/webhook-view.ts';
import type { EventRecord, InterviewStory } from './administration.repository.ts';
import { toEvent, toMessage, toTask, toTransition } from './interview-story-view.ts';

/** A row of the admin's table. */
export const toSummary = (row: InterviewRecord): InterviewSummary => ({
  ...toInterview(row),
  candidateName: row.candidate.name,
  candidateEmail: row.candidate.email,
  interviewerEmail: row.interviewer.email,
});

/** An interview with its whole story. */
export const toDetail = (
  row: InterviewRecord,
  story: InterviewStory,
  events: readonly EventRecord[],
): InterviewDetail => ({
  ...toSummary(row),
  history: story.transitions.map(toTransition),
  scheduleChanges: story.scheduleChanges.map(({ version, previousStart, start, actor, reason, at }) => ({
    version,
    previousStart: previousStart.toISOString(),
    start: start.toISOString(),
    actor: scheduleChangeSchema.shape.actor.parse(actor),
    reason,
    at: at.toISOString(),
  })),
  proposedOutcome: row.proposedOutcome === null ? null : sessionVerdictSchema.parse(row.proposedOutcome),
  outcomeReason: row.outcomeReason,
  messages: story.messages.map(toMessage),
  ledger: (story.payment?.ledger ?? []).map(
    ({ kind, amountMinor, currency, reason, providerReference, at }) => ({
      kind: ledgerEntrySchema.shape.kind.parse(kind),
      amountMinor,
      currency,
      reason,
      providerReference,
      at: at.toISOString(),
    }),
  ),
  presence: story.occupancies.map(({ role, joinedAt, leftAt }) => ({
    role: participantRoleSchema.parse(role),
    joinedAt: joinedAt.toISOString(),
    leftAt: leftAt?.toISOString() ?? null,
  })),
  events: events.map(toEvent),
  tasks: story.tasks.map(toTask),
  deliveries: story.webhookDeliveries.map(toDelivery),
});

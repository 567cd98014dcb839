import {
  type InterviewDetail,
  type InterviewSummary,
  interviewStatusSchema,
  ledgerEntrySchema,
  type Message,
  messageStatusSchema,
  participantRoleSchema,
  scheduleChangeSchema,
  sessionVerdictSchema,
} from '@greenroom/contracts';
import { toInterview } from '../interviews/interview-view.ts';
import type { InterviewRecord } from '../interviews/interviews.repository.ts';
import type { InterviewStory, MessageRecord } from './administration.repository.ts';

/** A row of the admin's table. */
export const toSummary = (row: InterviewRecord): InterviewSummary => ({
  ...toInterview(row),
  candidateName: row.candidate.name,
  candidateEmail: row.candidate.email,
  interviewerEmail: row.interviewer.email,
});

/** An interview with its whole story. */
export const toDetail = (row: InterviewRecord, story: InterviewStory): InterviewDetail => ({
  ...toSummary(row),
  history: story.transitions.map(({ fromStatus, toStatus, actor, reason, at }) => ({
    from: fromStatus === null ? null : interviewStatusSchema.parse(fromStatus),
    to: interviewStatusSchema.parse(toStatus),
    actor,
    reason,
    at: at.toISOString(),
  })),
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
});

/** A message as the admin sees it: what, to whom, and what became of it. */
export const toMessage = (row: MessageRecord): Message => ({
  id: row.id,
  template: row.template,
  recipient: row.recipient,
  status: messageStatusSchema.parse(row.status),
  attempts: row.attempts,
  lastError: row.lastError,
  sentAt: row.sentAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
});

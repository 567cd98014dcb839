import {
  adminTaskSchema,
  type InterviewDetail,
  interviewStatusSchema,
  type Message,
  messageChannelSchema,
  type MessageOutcome,
  messageOutcomeSchema,
  messageStatusSchema,
  type StoryEvent,
  storyEventSchema,
  transitionCauseSchema,
} from '@greenroom/contracts';
import type { EventRecord, InterviewStory, MessageRecord } from './administration.repository.ts';

/** A move: the code of its cause, and the words of a person. */
export const toTransition = (
  row: InterviewStory['transitions'][number],
): InterviewDetail['history'][number] => ({
  from: row.fromStatus === null ? null : interviewStatusSchema.parse(row.fromStatus),
  to: interviewStatusSchema.parse(row.toStatus),
  actor: row.actor,
  cause: row.cause === null ? null : transitionCauseSchema.parse(row.cause),
  reason: row.reason,
  at: row.at.toISOString(),
});

/** Why a message was not sent; null when it was, or waits. */
export const toOutcome = ({ outcome }: Pick<MessageRecord, 'outcome'>): MessageOutcome | null =>
  outcome === null ? null : messageOutcomeSchema.parse(outcome);

/** A message as the admin sees it: what, to whom, and what became of it. */
export const toMessage = (row: MessageRecord): Message => ({
  id: row.id,
  template: row.template,
  channel: messageChannelSchema.parse(row.channel),
  recipient: row.recipient,
  status: messageStatusSchema.parse(row.status),
  attempts: row.attempts,
  outcome: toOutcome(row),
  lastError: row.lastError,
  sentAt: row.sentAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
});

/** An event with what the story needs of its payload. */
export const toEvent = ({ type, payload, occurredAt }: EventRecord): StoryEvent => {
  const facts = typeof payload === 'object' ? payload : {};
  return storyEventSchema.parse({ ...facts, type, at: occurredAt.toISOString() });
};

/** What somebody had to look at, and what came of it. */
export const toTask = (row: InterviewStory['tasks'][number]): InterviewDetail['tasks'][number] => ({
  id: row.id,
  kind: adminTaskSchema.shape.kind.parse(row.kind),
  openedBy: adminTaskSchema.shape.openedBy.parse(row.openedBy),
  text: row.text,
  openedAt: row.openedAt.toISOString(),
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
  note: row.note,
});

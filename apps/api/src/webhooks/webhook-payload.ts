import { experienceLevelSchema, focusAreaSchema, type WebhookBody } from '@greenroom/contracts';
import { outcomeOf, statusOf } from '../interviews/interview-view.ts';
import type { InterviewRecord } from '../interviews/interviews.repository.ts';

/** What an endpoint is told of an interview: nothing that opens a room, and nothing by which people are reached. */
export const payloadOf = (row: InterviewRecord): WebhookBody['interview'] => ({
  id: row.id,
  status: statusOf(row),
  candidateId: row.candidateId,
  interviewerId: row.interviewerId,
  interviewTypeId: row.interviewTypeId,
  typeName: row.typeName,
  jobRole: row.jobRole,
  experienceLevel: experienceLevelSchema.parse(row.experienceLevel),
  focus: focusAreaSchema.parse(row.focus),
  scheduledAt: row.scheduledAt.toISOString(),
  endsAt: row.endsAt.toISOString(),
  scheduleVersion: row.scheduleVersion,
  startedAt: row.startedAt?.toISOString() ?? null,
  completedAt: row.completedAt?.toISOString() ?? null,
  durationSeconds: row.durationSeconds,
  price: { amountMinor: row.priceMinor, currency: row.currency },
  outcome: outcomeOf(row),
  createdAt: row.createdAt.toISOString(),
});

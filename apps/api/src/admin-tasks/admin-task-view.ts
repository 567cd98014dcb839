import {
  type AdminTask,
  adminTaskSchema,
  interviewStatusSchema,
  sessionVerdictSchema,
} from '@greenroom/contracts';
import type { AdminTaskRecord } from './admin-tasks.repository.ts';

const verdict = (stored: string | null) => (stored === null ? null : sessionVerdictSchema.parse(stored));

/** A task as an administrator sees it, with what it is about. */
export const toAdminTask = ({ interview, ...row }: AdminTaskRecord): AdminTask => ({
  id: row.id,
  kind: adminTaskSchema.shape.kind.parse(row.kind),
  openedBy: adminTaskSchema.shape.openedBy.parse(row.openedBy),
  text: row.text,
  openedAt: row.openedAt.toISOString(),
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
  note: row.note,
  interview: {
    id: interview.id,
    status: interviewStatusSchema.parse(interview.status),
    typeName: interview.typeName,
    candidateName: interview.candidate.name,
    interviewerName: interview.interviewer.name,
    scheduledAt: interview.scheduledAt.toISOString(),
    outcome: verdict(interview.outcome),
    proposedOutcome: verdict(interview.proposedOutcome),
  },
});

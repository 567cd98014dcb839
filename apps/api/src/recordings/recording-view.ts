import {
  type ParticipantRole,
  participantRoleSchema,
  type Recording,
  type RecordingConsent,
  recordingConsentSchema,
  recordingReasonSchema,
  recordingStatusSchema,
  type RoomRecording,
} from '@greenroom/contracts';
import type { RecordingConsents } from '@greenroom/domain';
import type { RecordingRecord } from './recordings.repository.ts';

/** What both sides have said so far. */
export function consentsOf({ consents }: Pick<RecordingRecord, 'consents'>): RecordingConsents {
  const of = (side: ParticipantRole): RecordingConsent =>
    recordingConsentSchema.parse(consents.find((consent) => consent.side === side)?.decision ?? 'open');
  return { candidate: of('candidate'), interviewer: of('interviewer') };
}

export const statusOf = ({ status }: Pick<RecordingRecord, 'status'>) => recordingStatusSchema.parse(status);

/** What the room's page is told. */
export const toRoomRecording = (
  installation: Pick<RoomRecording, 'available' | 'retentionDays'>,
  latest: RecordingRecord | null,
): RoomRecording => ({
  ...installation,
  recording: latest && {
    id: latest.id,
    status: statusOf(latest),
    askedBy: participantRoleSchema.parse(latest.askedBy),
    consents: consentsOf(latest),
    startedAt: latest.startedAt?.toISOString() ?? null,
  },
});

/** A recording for those who may watch it. */
export const toRecording = (row: RecordingRecord): Recording => ({
  id: row.id,
  status: statusOf(row),
  reason: row.reason === null ? null : recordingReasonSchema.parse(row.reason),
  startedAt: row.startedAt?.toISOString() ?? null,
  durationSeconds: durationOf(row),
  bytes: row.bytes === null ? null : Number(row.bytes),
  deleteAfter: row.eraseAfter?.toISOString() ?? null,
});

function durationOf({ startedAt, stoppedAt }: RecordingRecord): number | null {
  return startedAt && stoppedAt ? Math.round((stoppedAt.getTime() - startedAt.getTime()) / 1000) : null;
}

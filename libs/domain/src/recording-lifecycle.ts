import { type ParticipantRole, recordingStatuses, type RecordingStatus } from '@greenroom/contracts';

/**
 * Who moves a recording: the two people, the `recorder` by coming and going (as the signalling server tells it), the `delivery` of its
 * file, an `admin`, or `system`: a deadline that passed.
 */
export const recordingActors = [
  'candidate',
  'interviewer',
  'recorder',
  'delivery',
  'admin',
  'system',
] as const;
export type RecordingActor = (typeof recordingActors)[number];

/** Where a recording comes from; null is the question whether there may be one. */
export type RecordingOrigin = RecordingStatus | null;

export interface RecordingTransition {
  readonly from: RecordingOrigin;
  readonly to: RecordingStatus;
  readonly by: readonly RecordingActor[];
}

/** Every legal move; what is not here is a `state-conflict`. Nothing leads to `recording` but through `permitted`. */
export const recordingTransitions = [
  { from: null, to: 'asked', by: ['interviewer'] },
  { from: 'asked', to: 'permitted', by: ['candidate', 'interviewer'] },
  // Said no, taken back, or never answered before the room closed.
  { from: 'asked', to: 'declined', by: ['candidate', 'interviewer', 'system'] },
  { from: 'permitted', to: 'declined', by: ['candidate', 'interviewer'] },
  { from: 'permitted', to: 'recording', by: ['recorder'] },
  { from: 'permitted', to: 'failed', by: ['recorder', 'system'] },
  { from: 'recording', to: 'stopped', by: ['recorder', 'system'] },
  // A consent was taken back while it recorded: the file is not wanted any more.
  { from: 'recording', to: 'erased', by: ['recorder', 'system'] },
  { from: 'stopped', to: 'ready', by: ['delivery'] },
  { from: 'stopped', to: 'failed', by: ['system'] },
  { from: 'stopped', to: 'erased', by: ['admin'] },
  // The file came after all.
  { from: 'failed', to: 'ready', by: ['delivery'] },
  { from: 'failed', to: 'erased', by: ['admin'] },
  { from: 'ready', to: 'erased', by: ['admin', 'system'] },
] as const satisfies readonly RecordingTransition[];

/** Statuses of which an interview has one recording at a time; the database's unique index covers the same ones. */
export const activeRecordingStatuses = [
  'asked',
  'permitted',
  'recording',
] as const satisfies readonly RecordingStatus[];

const active: ReadonlySet<RecordingStatus> = new Set(activeRecordingStatuses);

/** Whether there is still something to agree to, to record or to stop. */
export const isActiveRecording = (status: RecordingStatus): boolean => active.has(status);

/** The legal moves out of a status; null asks for the way in which a recording begins. */
export function recordingTransitionsFrom(from: RecordingOrigin): readonly RecordingTransition[] {
  return recordingTransitions.filter((transition) => transition.from === from);
}

/** Whether the move is legal and the actor's to make. */
export function canMoveRecording(from: RecordingOrigin, to: RecordingStatus, actor: RecordingActor): boolean {
  return recordingTransitionsFrom(from).some(
    (transition) => transition.to === to && transition.by.includes(actor),
  );
}

/** Whether a side may ask to record. */
export const mayAskForRecording = (side: ParticipantRole): boolean => canMoveRecording(null, 'asked', side);

/** Statuses without a way out. */
export const terminalRecordingStatuses: readonly RecordingStatus[] = recordingStatuses.filter(
  (status) => recordingTransitionsFrom(status).length === 0,
);

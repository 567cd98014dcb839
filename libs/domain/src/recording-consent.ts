import type { ParticipantRole, RecordingConsent, RecordingDecision } from '@greenroom/contracts';

/** What each side has said to being recorded. */
export type RecordingConsents = Readonly<Record<ParticipantRole, RecordingConsent>>;

/** A consent of somebody who was asked and has said something. */
export type DecidedConsent = Exclude<RecordingConsent, 'open'>;

/** What a side's consent becomes by its decision. A no stays a no, before or after: another recording has to be asked for. */
export function decideConsent(before: RecordingConsent, decision: RecordingDecision): DecidedConsent {
  switch (before) {
    case 'open':
      return decision === 'agree' ? 'given' : 'refused';
    case 'given':
      return decision === 'agree' ? 'given' : 'withdrawn';
    case 'refused':
    case 'withdrawn':
      return before;
  }
}

/** Whether there may be a recording: everybody has agreed, and nobody has taken it back. */
export const isAgreed = ({ candidate, interviewer }: RecordingConsents): boolean =>
  candidate === 'given' && interviewer === 'given';

/** A recording of a room that a file may be of. */
export interface RecordedStay {
  /** When the recorder came; where nobody told, when it was allowed to. */
  readonly since: Date;
}

/**
 * Which of a room's recordings a file is of: the one that began nearest to when the recorder says that it began. Its clock is another
 * machine's, so nothing is asked of the distance; recordings of a room follow one another, so that the order of both sides is the same.
 */
export function recordingOf<Stay extends RecordedStay>(
  stays: readonly Stay[],
  recordedAt: Date,
): Stay | undefined {
  const distance = ({ since }: Stay) => Math.abs(since.getTime() - recordedAt.getTime());
  return stays.toSorted((one, other) => distance(one) - distance(other))[0];
}

import type { InterviewStatus, SessionVerdict } from '@greenroom/contracts';

/** What has to be known of an interview to decide about its session. */
export interface Decidable {
  readonly id: string;
  readonly status: InterviewStatus;
  readonly scheduledAt: string;
  readonly outcome: SessionVerdict | null;
  readonly proposedOutcome: SessionVerdict | null;
}

/** There was, or should have been, a session to decide about. @param now milliseconds since the epoch, UTC */
export function takesVerdict({ status, scheduledAt }: Decidable, now: number): boolean {
  const isOver = status === 'completed' || status === 'no-show';
  return isOver || (status === 'scheduled' && Date.parse(scheduledAt) <= now);
}

import type { ParticipantRole } from '@greenroom/contracts';
import type { AccessLinkPurpose } from '@greenroom/domain';
import type { InterviewRecord } from '../../interviews/interviews.repository.ts';

/** A fact of the interview that a mail lists. */
export type Fact = 'when' | 'with' | 'type' | 'job-role' | 'level' | 'focus' | 'amount';

/** Where the one button of a mail leads. */
export type Action =
  | { readonly kind: 'interview-page' }
  | { readonly kind: 'booking-page' }
  | { readonly kind: 'signed-link'; readonly purpose: AccessLinkPurpose };

/**
 * What a message says and when it still applies. Its words are the texts that begin with its name: `subject`, `preview`, `heading`, `lead`,
 * `action`, `note`.
 */
export interface MessageTemplate {
  readonly name: 'confirmation' | 'invitation' | 'refund' | 'feedback-request' | 'feedback-ready';
  readonly recipient: ParticipantRole;
  readonly facts: readonly Fact[];
  readonly action: Action;
  /** Whether the calendar entry comes with it. */
  readonly calendar: boolean;
  /**
   * Asked at the moment of sending: why the message no longer applies to the interview as it is now, for the admin to read; null when it
   * does.
   */
  readonly obsolete: (interview: InterviewRecord, now: Date) => string | null;
}

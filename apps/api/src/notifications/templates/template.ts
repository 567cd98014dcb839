import type { MessageAudience, MessageOutcome, MessageTemplateName } from '@greenroom/contracts';
import type { AccessLinkPurpose } from '@greenroom/domain';
import type { InterviewRecord } from '../../interviews/interviews.repository.ts';
import type { CalendarMethod } from '../interview-calendar.ts';
import type { MessageFacts } from '../message-facts.ts';

/** A fact of the interview that a mail lists. */
export type Fact =
  | 'when'
  | 'previously'
  | 'candidate'
  | 'interviewer'
  | 'type'
  | 'job-role'
  | 'level'
  | 'focus'
  | 'price'
  | 'refund'
  | 'status';

/**
 * Where the one button of a mail leads. An interviewer's signed link that is over leaves a mail without its button, or, where the mail has no
 * other purpose (`essential`), without a reason to be sent.
 */
export type Action =
  | { readonly kind: 'interview-page' }
  | { readonly kind: 'booking-page' }
  | { readonly kind: 'admin-page' }
  | { readonly kind: 'signed-link'; readonly purpose: AccessLinkPurpose; readonly essential: boolean };

/** What a message to one kind of reader brings and when it still applies. Its words stand in `texts/` under the same name and reader. */
export interface MessageTemplate {
  readonly name: MessageTemplateName;
  readonly audience: MessageAudience;
  readonly facts: readonly Fact[];
  readonly action: Action | null;
  /** Whether a calendar entry comes with it, and what becomes of the one there was. */
  readonly calendar: CalendarMethod | null;
  /** Whether it is about the times: then it is not sent any more once the interview has others. */
  readonly timely: boolean;
  /**
   * Asked at the moment of sending: why the message no longer applies to the interview as it is now; null when it does.
   */
  readonly obsolete: (interview: InterviewRecord, facts: MessageFacts, now: Date) => MessageOutcome | null;
}

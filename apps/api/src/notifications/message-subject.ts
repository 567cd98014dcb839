import type { Branding, Locale, MessageAudience } from '@greenroom/contracts';
import type { InterviewRecord } from '../interviews/interviews.repository.ts';
import type { MessageFacts } from './message-facts.ts';
import type { Action, MessageTemplate } from './templates/template.ts';
import { readerLocale } from './translations/translate.ts';

/** Who reads a message: addressed by name, written to in their language and zone. */
export interface Reader {
  readonly name: string;
  readonly locale: Locale;
  /** IANA name. */
  readonly timeZone: string;
}

/** Everything a message is made from. */
export interface MessageSubject {
  readonly template: MessageTemplate;
  readonly interview: InterviewRecord;
  readonly facts: MessageFacts;
  readonly reader: Reader;
  readonly branding: Branding;
  /** Address behind the button; null for a mail without one. */
  readonly url: string | null;
  /** The interview's page, for whoever needs no signed link to see it. */
  readonly page: string | null;
  readonly now: Date;
}

/** Either side of an interview as a reader. */
export function sideOf(interview: InterviewRecord, side: 'candidate' | 'interviewer'): Reader {
  return side === 'candidate'
    ? {
        name: interview.candidate.name,
        locale: readerLocale(interview.candidateLocale),
        timeZone: interview.candidateTimeZone,
      }
    : {
        name: interview.interviewer.name,
        locale: readerLocale(interview.interviewer.locale),
        timeZone: interview.interviewer.timeZone,
      };
}

/** The page of an interview that a reader signs in to; interviewers come by their link instead. */
export function pageFor(audience: MessageAudience, publicUrl: string, interviewId: string): string | null {
  switch (audience) {
    case 'candidate':
      return `${publicUrl}/interviews/${interviewId}`;
    case 'admin':
      return `${publicUrl}/admin/interviews/${interviewId}`;
    case 'interviewer':
      return null;
  }
}

/**
 * Where the button of a mail leads; null for none.
 *
 * @param signedLink address of the interviewer's link, null when there is none that opens anything.
 */
export function urlFor(
  action: Action | null,
  publicUrl: string,
  interviewId: string,
  signedLink: string | null,
): string | null {
  switch (action?.kind) {
    case undefined:
      return null;
    case 'interview-page':
      return pageFor('candidate', publicUrl, interviewId);
    case 'admin-page':
      return pageFor('admin', publicUrl, interviewId);
    case 'booking-page':
      return `${publicUrl}/book`;
    case 'signed-link':
      return signedLink;
  }
}

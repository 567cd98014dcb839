import { because } from '../message-outcome.ts';
import { unless } from './interview-ahead.ts';
import type { MessageTemplate } from './template.ts';

const openFeedback: Pick<
  MessageTemplate,
  'audience' | 'facts' | 'action' | 'calendar' | 'timely' | 'obsolete'
> = {
  audience: 'interviewer',
  facts: ['candidate', 'type', 'when'],
  action: { kind: 'signed-link', purpose: 'feedback', essential: true },
  calendar: null,
  timely: false,
  obsolete: (interview, facts, now) =>
    unless('completed')(interview, facts, now) ??
    (interview.feedbackAt === null ? null : because('feedback-given')),
};

/** To the interviewer, after the interview: a link that opens the feedback form. */
export const feedbackRequest: MessageTemplate = { ...openFeedback, name: 'feedback-request' };

/** The same again, for whoever has not given it yet. */
export const feedbackNag: MessageTemplate = { ...openFeedback, name: 'feedback-nag' };

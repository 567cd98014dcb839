import type { MessageTemplate } from './template.ts';

/** To the interviewer, after the interview: a link that opens the feedback form. */
export const feedbackRequest: MessageTemplate = {
  name: 'feedback-request',
  recipient: 'interviewer',
  facts: ['with', 'type', 'when'],
  action: { kind: 'signed-link', purpose: 'feedback' },
  calendar: false,
  obsolete: ({ status, feedbackAt }) => {
    if (status !== 'completed') return `The interview is ${status}.`;
    return feedbackAt === null ? null : 'The feedback has been given.';
  },
};

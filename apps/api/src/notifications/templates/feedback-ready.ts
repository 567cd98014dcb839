import type { MessageTemplate } from './template.ts';

/** To the candidate: there is feedback to read. */
export const feedbackReady: MessageTemplate = {
  name: 'feedback-ready',
  recipient: 'candidate',
  facts: ['type', 'with', 'when'],
  action: { kind: 'interview-page' },
  calendar: false,
  obsolete: ({ feedbackAt }) => (feedbackAt === null ? 'There is no feedback.' : null),
};

import { because } from '../message-outcome.ts';
import type { MessageTemplate } from './template.ts';

/** To the candidate: there is feedback to read. */
export const feedbackReady: MessageTemplate = {
  name: 'feedback-ready',
  audience: 'candidate',
  facts: ['type', 'interviewer', 'when'],
  action: { kind: 'interview-page' },
  calendar: null,
  timely: false,
  obsolete: ({ feedbackAt }) => (feedbackAt === null ? because('no-feedback') : null),
};

import type { MessageTemplate } from './template.ts';
import { unless } from './interview-ahead.ts';

/** To the candidate, after the interview: thanks, and how it was. */
export const completed: MessageTemplate = {
  name: 'completed',
  audience: 'candidate',
  facts: ['interviewer', 'type', 'when'],
  action: { kind: 'interview-page' },
  calendar: null,
  timely: false,
  obsolete: unless('completed'),
};

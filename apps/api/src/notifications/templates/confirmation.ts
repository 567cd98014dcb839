import { unlessAhead } from './interview-ahead.ts';
import type { MessageTemplate } from './template.ts';

/** To the candidate: the interview is booked. */
export const confirmation: MessageTemplate = {
  name: 'confirmation',
  recipient: 'candidate',
  facts: ['when', 'with', 'type', 'job-role', 'level', 'focus'],
  action: { kind: 'interview-page' },
  calendar: true,
  obsolete: unlessAhead,
};

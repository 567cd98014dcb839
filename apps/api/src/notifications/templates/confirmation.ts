import { unlessAhead } from './interview-ahead.ts';
import type { MessageTemplate } from './template.ts';

/** To the candidate: the interview is booked. */
export const confirmation: MessageTemplate = {
  name: 'confirmation',
  audience: 'candidate',
  facts: ['when', 'interviewer', 'type', 'job-role', 'level', 'focus'],
  action: { kind: 'interview-page' },
  calendar: 'REQUEST',
  timely: true,
  obsolete: unlessAhead,
};

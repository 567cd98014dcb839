import { unlessAhead } from './interview-ahead.ts';
import type { MessageTemplate } from './template.ts';

/** To the interviewer: the interview with its signed link. The price is not shown. */
export const invitation: MessageTemplate = {
  name: 'invitation',
  recipient: 'interviewer',
  facts: ['when', 'with', 'type', 'job-role', 'level', 'focus'],
  action: { kind: 'signed-link', purpose: 'invitation' },
  calendar: true,
  obsolete: unlessAhead,
};

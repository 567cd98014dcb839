import { unlessAhead } from './interview-ahead.ts';
import type { MessageTemplate } from './template.ts';

/** To the interviewer: the interview with its signed link. The price is not shown. */
export const invitation: MessageTemplate = {
  name: 'invitation',
  audience: 'interviewer',
  facts: ['when', 'candidate', 'type', 'job-role', 'level', 'focus'],
  action: { kind: 'signed-link', purpose: 'invitation', essential: true },
  calendar: 'REQUEST',
  timely: true,
  obsolete: unlessAhead,
};

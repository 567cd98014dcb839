import { unlessAhead } from './interview-ahead.ts';
import type { MessageTemplate } from './template.ts';

const moved: Pick<MessageTemplate, 'name' | 'calendar' | 'timely' | 'obsolete'> = {
  name: 'rescheduled',
  calendar: 'REQUEST',
  timely: true,
  obsolete: unlessAhead,
};

/** To both: there is another time; the calendar entry moves along. */
export const rescheduled: readonly MessageTemplate[] = [
  {
    ...moved,
    audience: 'candidate',
    facts: ['when', 'previously', 'interviewer', 'type'],
    action: { kind: 'interview-page' },
  },
  {
    ...moved,
    audience: 'interviewer',
    facts: ['when', 'previously', 'candidate', 'type'],
    action: { kind: 'signed-link', purpose: 'invitation', essential: true },
  },
];

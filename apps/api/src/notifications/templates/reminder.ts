import { because, becauseItIs } from '../message-outcome.ts';
import type { MessageTemplate } from './template.ts';

const beforeStart: Pick<MessageTemplate, 'name' | 'calendar' | 'timely' | 'obsolete'> = {
  name: 'reminder',
  calendar: null,
  timely: true,
  obsolete: ({ status, scheduledAt }, _facts, now) => {
    if (status !== 'scheduled') return becauseItIs(status);
    return now < scheduledAt ? null : because('start-passed');
  },
};

/** To both: it begins soon. */
export const reminders: readonly MessageTemplate[] = [
  {
    ...beforeStart,
    audience: 'candidate',
    facts: ['when', 'interviewer', 'type'],
    action: { kind: 'interview-page' },
  },
  {
    ...beforeStart,
    audience: 'interviewer',
    facts: ['when', 'candidate', 'type', 'job-role', 'level', 'focus'],
    action: { kind: 'signed-link', purpose: 'invitation', essential: true },
  },
];

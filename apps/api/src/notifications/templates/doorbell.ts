import { because, becauseItIs } from '../message-outcome.ts';
import type { MessageTemplate } from './template.ts';

const whileWaiting: Pick<MessageTemplate, 'name' | 'calendar' | 'timely' | 'obsolete'> = {
  name: 'doorbell',
  calendar: null,
  timely: true,
  obsolete: ({ status, endsAt }, _facts, now) => {
    if (status !== 'scheduled') return becauseItIs(status);
    return now < endsAt ? null : because('end-passed');
  },
};

/** To the one who is missing: the other one waits in the room. */
export const doorbells: readonly MessageTemplate[] = [
  {
    ...whileWaiting,
    audience: 'candidate',
    facts: ['when', 'type'],
    action: { kind: 'interview-page' },
  },
  {
    ...whileWaiting,
    audience: 'interviewer',
    facts: ['when', 'type'],
    action: { kind: 'signed-link', purpose: 'invitation', essential: true },
  },
];

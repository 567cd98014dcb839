import { unless } from './interview-ahead.ts';
import type { MessageTemplate } from './template.ts';

const neverMet: Pick<MessageTemplate, 'name' | 'calendar' | 'timely' | 'obsolete'> = {
  name: 'no-show',
  calendar: null,
  timely: false,
  obsolete: unless('no-show'),
};

/** To both: they did not meet, who was missed, and what follows from it. */
export const noShow: readonly MessageTemplate[] = [
  {
    ...neverMet,
    audience: 'candidate',
    facts: ['when', 'interviewer', 'type'],
    action: { kind: 'interview-page' },
  },
  {
    ...neverMet,
    audience: 'interviewer',
    facts: ['when', 'candidate', 'type'],
    action: { kind: 'signed-link', purpose: 'outcome', essential: false },
  },
];

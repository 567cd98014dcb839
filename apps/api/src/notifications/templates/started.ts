import { unless } from './interview-ahead.ts';
import type { MessageTemplate } from './template.ts';

const goingOn: Pick<MessageTemplate, 'name' | 'calendar' | 'timely' | 'obsolete'> = {
  name: 'started',
  calendar: null,
  timely: false,
  obsolete: unless('in-progress'),
};

/** To both: they are in the room; the way back for whoever loses it. */
export const started: readonly MessageTemplate[] = [
  {
    ...goingOn,
    audience: 'candidate',
    facts: ['interviewer', 'when'],
    action: { kind: 'interview-page' },
  },
  {
    ...goingOn,
    audience: 'interviewer',
    facts: ['candidate', 'when'],
    action: { kind: 'signed-link', purpose: 'invitation', essential: true },
  },
];

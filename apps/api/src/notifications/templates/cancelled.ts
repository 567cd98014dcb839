import { because, becauseItIs } from '../message-outcome.ts';
import type { MessageTemplate } from './template.ts';

const calledOff: Pick<MessageTemplate, 'name' | 'calendar' | 'timely' | 'obsolete'> = {
  name: 'cancelled',
  calendar: 'CANCEL',
  timely: false,
  obsolete: ({ status, roomName }) => {
    if (status !== 'cancelled') return becauseItIs(status);
    // A hold that was given up: nobody was told of it, so nothing is taken back.
    return roomName === null ? because('never-booked') : null;
  },
};

/** To both: it does not take place; the calendar entry goes. */
export const cancelled: readonly MessageTemplate[] = [
  {
    ...calledOff,
    audience: 'candidate',
    facts: ['when', 'interviewer', 'type'],
    action: { kind: 'booking-page' },
  },
  { ...calledOff, audience: 'interviewer', facts: ['when', 'candidate', 'type'], action: null },
];

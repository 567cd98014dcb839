import { because } from '../message-outcome.ts';
import { unless } from './interview-ahead.ts';
import type { MessageTemplate } from './template.ts';

/** To the candidate: the time for paying is over, the slot is free again. */
export const holdExpired: MessageTemplate = {
  name: 'hold-expired',
  audience: 'candidate',
  facts: ['when', 'interviewer', 'type'],
  action: { kind: 'booking-page' },
  calendar: null,
  timely: true,
  obsolete: (interview, facts, now) =>
    facts.paid ? because('paid-after-all') : unless('expired')(interview, facts, now),
};

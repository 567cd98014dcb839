import { because, becauseItIs } from '../message-outcome.ts';
import type { MessageTemplate } from './template.ts';

/** To the candidate: the payment did not go through, and the slot is not theirs yet. */
export const paymentFailed: MessageTemplate = {
  name: 'payment-failed',
  audience: 'candidate',
  facts: ['price', 'type', 'interviewer', 'when'],
  action: { kind: 'interview-page' },
  calendar: null,
  timely: true,
  obsolete: ({ status }, { paid }) => {
    if (paid) return because('paid-after-all');
    return status === 'held' || status === 'expired' ? null : becauseItIs(status);
  },
};

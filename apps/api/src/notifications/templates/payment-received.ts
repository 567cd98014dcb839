import { because } from '../message-outcome.ts';
import type { MessageTemplate } from './template.ts';

/** To the candidate: the money arrived. Their record of the payment, so it is sent whatever became of the times. */
export const paymentReceived: MessageTemplate = {
  name: 'payment-received',
  audience: 'candidate',
  facts: ['price', 'type', 'interviewer', 'when'],
  action: { kind: 'interview-page' },
  calendar: null,
  timely: false,
  obsolete: (_interview, { paid }) => (paid ? null : because('no-payment')),
};

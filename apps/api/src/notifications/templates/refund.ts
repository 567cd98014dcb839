import type { MessageTemplate } from './template.ts';

/** To the candidate: the payment went back, and why. */
export const refund: MessageTemplate = {
  name: 'refund',
  recipient: 'candidate',
  facts: ['amount', 'type', 'with', 'when'],
  action: { kind: 'booking-page' },
  calendar: false,
  obsolete: ({ payment }) => (payment?.status === 'refunded' ? null : 'The payment has not been refunded.'),
};

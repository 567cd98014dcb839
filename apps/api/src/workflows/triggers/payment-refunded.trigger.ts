import { defineEventTrigger } from './event-trigger.ts';

/** Money went back. */
export const paymentRefunded = defineEventTrigger({
  kind: 'payment-refunded',
  event: 'payment.refunded',
  timeless: true,
  provides: ['reason'],
  facts: ({ reason }) => ({ reason }),
  occasion: ({ paymentId, reason }) => `refunded-${paymentId}-${reason}`,
  sampleInterview: () => ({ status: 'cancelled', paymentStatus: 'refunded' }),
  samplePayload: ({ id }) => ({ paymentId: id, reason: 'other' }),
});

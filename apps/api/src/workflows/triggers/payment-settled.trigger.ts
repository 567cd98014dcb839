import { defineEventTrigger } from './event-trigger.ts';

/** A payment was taken. */
export const paymentSettled = defineEventTrigger({
  kind: 'payment-settled',
  event: 'payment.settled',
  timeless: true,
  occasion: ({ paymentId }) => `settled-${paymentId}`,
  samplePayload: ({ id }) => ({ paymentId: id }),
});

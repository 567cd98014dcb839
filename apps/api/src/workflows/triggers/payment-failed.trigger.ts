import { defineEventTrigger } from './event-trigger.ts';

/** A payment will not come any more. */
export const paymentFailed = defineEventTrigger({
  kind: 'payment-failed',
  event: 'payment.failed',
  timeless: true,
  occasion: ({ paymentId }) => `failed-${paymentId}`,
  sampleInterview: () => ({ status: 'held', paymentStatus: 'failed' }),
  samplePayload: ({ id }) => ({ paymentId: id }),
});

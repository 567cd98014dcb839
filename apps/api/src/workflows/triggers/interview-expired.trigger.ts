import { defineEventTrigger } from './event-trigger.ts';

/** A slot was not paid in time. */
export const interviewExpired = defineEventTrigger({
  kind: 'interview-expired',
  event: 'interview.expired',
  sampleInterview: () => ({ status: 'expired', paymentStatus: 'failed' }),
  samplePayload: () => ({}),
});

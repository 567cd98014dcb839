import { defineEventTrigger } from './event-trigger.ts';

/** A slot is kept while it is paid. */
export const interviewHeld = defineEventTrigger({
  kind: 'interview-held',
  event: 'interview.held',
  sampleInterview: () => ({ status: 'held', paymentStatus: 'pending' }),
  samplePayload: () => ({}),
});

import { defineEventTrigger } from './event-trigger.ts';

/** An interview will not take place (reason `cancelled`), or a slot was given up before it was paid (`given-up`). */
export const interviewCancelled = defineEventTrigger({
  kind: 'interview-cancelled',
  event: 'interview.cancelled',
  provides: ['reason', 'by'],
  facts: ({ reason, by }) => ({ reason, by }),
  sampleInterview: () => ({ status: 'cancelled' }),
  samplePayload: () => ({ reason: 'cancelled', by: 'candidate' }),
});

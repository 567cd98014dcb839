import { defineEventTrigger } from './event-trigger.ts';

/** Somebody did not come. */
export const interviewNoShow = defineEventTrigger({
  kind: 'interview-no-show',
  event: 'interview.no-show',
  provides: ['absent'],
  facts: ({ absent }) => ({ absent }),
  sampleInterview: () => ({ status: 'no-show' }),
  samplePayload: () => ({ absent: 'candidate' }),
});

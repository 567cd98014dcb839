import { defineEventTrigger } from './event-trigger.ts';

/** An interview was moved to another time. */
export const interviewRescheduled = defineEventTrigger({
  kind: 'interview-rescheduled',
  event: 'interview.rescheduled',
  provides: ['by'],
  facts: ({ by }) => ({ by }),
  samplePayload: ({ scheduleVersion, scheduledAt }) => ({
    scheduleVersion,
    previousStart: scheduledAt.toISOString(),
    by: 'candidate',
  }),
});

import { defineEventTrigger } from './event-trigger.ts';

/** An interview is booked: paid, or free. */
export const interviewScheduled = defineEventTrigger({
  kind: 'interview-scheduled',
  event: 'interview.scheduled',
  samplePayload: ({ scheduleVersion }) => ({ scheduleVersion, late: false }),
});

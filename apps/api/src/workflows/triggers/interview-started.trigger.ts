import { defineEventTrigger } from './event-trigger.ts';

/** Both are in the room. */
export const interviewStarted = defineEventTrigger({
  kind: 'interview-started',
  event: 'interview.started',
  sampleInterview: () => ({ status: 'in-progress' }),
  samplePayload: () => ({}),
});

import { defineEventTrigger } from './event-trigger.ts';

/** An interview is over and has taken place. */
export const interviewCompleted = defineEventTrigger({
  kind: 'interview-completed',
  event: 'interview.completed',
  sampleInterview: () => ({ status: 'completed' }),
  samplePayload: ({ durationMinutes }) => ({ durationSeconds: durationMinutes * 60 }),
});

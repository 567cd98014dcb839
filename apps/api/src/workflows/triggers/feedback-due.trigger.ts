import { defineEventTrigger } from './event-trigger.ts';

/** The interviewer has been asked for feedback. */
export const feedbackDue = defineEventTrigger({
  kind: 'feedback-due',
  event: 'feedback.due',
  sampleInterview: () => ({ status: 'completed' }),
  samplePayload: () => ({}),
});

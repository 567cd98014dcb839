import { z } from 'zod';
import { defineTrigger } from './trigger.ts';

/**
 * There is feedback to read: the interviewer has given it, and the interview is over. What replaces it later is no occasion of its own.
 */
export const feedbackSubmitted = defineTrigger({
  kind: 'feedback-submitted',
  configSchema: z.strictObject({}),
  listensTo: ['feedback.submitted', 'interview.completed'],
  occasions: ({ interview: { status, feedbackAt }, now }) =>
    status === 'completed' && feedbackAt !== null
      ? [{ dueAt: now, dedupe: 'feedback-submitted', facts: {} }]
      : [],
  sampleInterview: (now) => ({ status: 'completed', feedbackAt: now, overallRating: 5 }),
  samplePayload: () => ({}),
});

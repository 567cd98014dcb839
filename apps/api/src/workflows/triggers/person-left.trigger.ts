import { defineEventTrigger } from './event-trigger.ts';

/** Somebody has left the room; each time that they leave. */
export const personLeft = defineEventTrigger({
  kind: 'person-left',
  event: 'person.left',
  provides: ['side'],
  facts: ({ role }) => ({ side: role }),
  occasion: ({ role, at }) => `left-${role}-${at}`,
  sampleInterview: (now) => ({ scheduledAt: now }),
  samplePayload: (_, now) => ({ role: 'candidate', at: now.toISOString() }),
});

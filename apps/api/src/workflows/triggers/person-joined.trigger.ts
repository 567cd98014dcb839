import { defineEventTrigger } from './event-trigger.ts';

/** Somebody has come into the room; each time that they come. */
export const personJoined = defineEventTrigger({
  kind: 'person-joined',
  event: 'person.joined',
  provides: ['side'],
  facts: ({ role }) => ({ side: role }),
  occasion: ({ role, at }) => `joined-${role}-${at}`,
  sampleInterview: (now) => ({ scheduledAt: now }),
  samplePayload: (_, now) => ({ role: 'candidate', at: now.toISOString() }),
});

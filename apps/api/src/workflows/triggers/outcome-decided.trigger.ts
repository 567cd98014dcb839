import { defineEventTrigger } from './event-trigger.ts';

/** It is decided what the session was: by the evidence, or anew by an administrator. */
export const outcomeDecided = defineEventTrigger({
  kind: 'outcome-decided',
  event: 'outcome.decided',
  provides: ['outcome', 'by'],
  facts: ({ outcome, by }) => ({ outcome, by: by === 'evidence' ? 'presence' : by }),
  occasion: ({ outcome, previous }) => `outcome-${previous ?? 'first'}-${outcome}`,
  sampleInterview: () => ({ status: 'completed', outcome: 'delivered' }),
  samplePayload: () => ({ outcome: 'delivered', previous: null, by: 'evidence' }),
});

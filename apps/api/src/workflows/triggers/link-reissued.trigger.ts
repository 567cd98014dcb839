import { defineEventTrigger } from './event-trigger.ts';

/** An administrator made a new link for the interviewer. */
export const linkReissued = defineEventTrigger({
  kind: 'link-reissued',
  event: 'access-link.reissued',
  occasion: ({ version }) => `link-${version}`,
  samplePayload: () => ({ version: 2 }),
});

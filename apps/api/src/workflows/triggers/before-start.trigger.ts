import { defineTimedTrigger } from './timed-trigger.ts';

/** So many minutes before the planned start. */
export const beforeStart = defineTimedTrigger({
  kind: 'before-start',
  anchor: 'start',
  direction: 'before',
  applies: ['scheduled'],
  endsWith: ['interview.started', 'interview.cancelled', 'interview.no-show'],
});

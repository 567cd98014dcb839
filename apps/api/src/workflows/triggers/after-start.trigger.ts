import { defineTimedTrigger } from './timed-trigger.ts';

/** So many minutes after the planned start, whether or not anybody has come. */
export const afterStart = defineTimedTrigger({
  kind: 'after-start',
  anchor: 'start',
  direction: 'after',
  applies: ['scheduled', 'in-progress', 'completed', 'no-show'],
  endsWith: ['interview.cancelled'],
});

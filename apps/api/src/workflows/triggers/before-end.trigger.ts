import { defineTimedTrigger } from './timed-trigger.ts';

/** So many minutes before the planned end, while the interview has not ended. */
export const beforeEnd = defineTimedTrigger({
  kind: 'before-end',
  anchor: 'end',
  direction: 'before',
  applies: ['scheduled', 'in-progress'],
  endsWith: ['interview.completed', 'interview.cancelled', 'interview.no-show'],
});

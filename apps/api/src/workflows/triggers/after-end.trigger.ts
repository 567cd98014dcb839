import { defineTimedTrigger } from './timed-trigger.ts';

/** So many minutes after the planned end, whatever became of the interview. */
export const afterEnd = defineTimedTrigger({
  kind: 'after-end',
  anchor: 'end',
  direction: 'after',
  applies: ['scheduled', 'in-progress', 'completed', 'no-show'],
  endsWith: ['interview.cancelled'],
});

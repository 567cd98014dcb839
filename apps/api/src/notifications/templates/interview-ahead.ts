import type { InterviewStatus } from '@greenroom/contracts';
import { because, becauseItIs } from '../message-outcome.ts';
import type { MessageTemplate } from './template.ts';

type Obsolete = MessageTemplate['obsolete'];

/** For messages about an interview that is to come, or going on. */
export const unlessAhead: Obsolete = ({ status, endsAt }, _facts, now) => {
  if (status !== 'scheduled' && status !== 'in-progress') return becauseItIs(status);
  return now < endsAt ? null : because('end-passed');
};

/** For messages about an interview that has come to be in a status. */
export const unless =
  (expected: InterviewStatus): Obsolete =>
  ({ status }) =>
    status === expected ? null : becauseItIs(status);

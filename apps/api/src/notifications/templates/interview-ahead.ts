import type { MessageTemplate } from './template.ts';

/** For messages about an interview that is to come. */
export const unlessAhead: MessageTemplate['obsolete'] = ({ status, endsAt }, now) => {
  if (status !== 'scheduled' && status !== 'in-progress') return `The interview is ${status}.`;
  return now < endsAt ? null : 'The planned end of the interview has passed.';
};

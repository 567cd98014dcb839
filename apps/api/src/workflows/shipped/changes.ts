import { type ShippedWorkflow, step, trigger, when } from './shipped-workflow.ts';

/** Nobody has to be told of a slot that was given up before it was paid. */
export const cancelled: ShippedWorkflow = {
  key: 'cancelled',
  name: 'Cancelled',
  description: 'Gives back what the policy says, and tells both sides; the calendar entries go.',
  revision: 1,
  definition: {
    trigger: trigger('interview-cancelled'),
    conditions: [when('reason', 'is-not', 'given-up')],
    steps: [
      step('refund', 'refund-by-policy'),
      step('candidate', 'send-email', { to: 'candidate', template: 'cancelled' }),
      step('interviewer', 'send-email', { to: 'interviewer', template: 'cancelled' }),
    ],
  },
};

export const rescheduled: ShippedWorkflow = {
  key: 'rescheduled',
  name: 'Rescheduled',
  description: 'Tells both sides of the new time; the calendar entries move.',
  revision: 1,
  definition: {
    trigger: trigger('interview-rescheduled'),
    conditions: [],
    steps: [
      step('candidate', 'send-email', { to: 'candidate', template: 'rescheduled' }),
      step('interviewer', 'send-email', { to: 'interviewer', template: 'rescheduled' }),
    ],
  },
};

import { type ShippedWorkflow, step, trigger, when } from './shipped-workflow.ts';

export const started: ShippedWorkflow = {
  key: 'started',
  name: 'Started',
  description: 'Sends both sides the way back into the room, in case one of them loses it.',
  revision: 1,
  definition: {
    trigger: trigger('interview-started'),
    conditions: [],
    steps: [
      step('candidate', 'send-email', { to: 'candidate', template: 'started' }),
      step('interviewer', 'send-email', { to: 'interviewer', template: 'started' }),
    ],
  },
};

export const completed: ShippedWorkflow = {
  key: 'completed',
  name: 'Thanks and rating',
  description: 'Thanks the candidate after the interview and asks how it was.',
  revision: 1,
  definition: {
    trigger: trigger('interview-completed'),
    conditions: [],
    steps: [step('thank', 'send-email', { to: 'candidate', template: 'completed' })],
  },
};

export const noShow: ShippedWorkflow = {
  key: 'no-show',
  name: 'No-show',
  description:
    'Tells both sides that they did not meet, and the administrators when the interviewer did not come.',
  revision: 1,
  definition: {
    trigger: trigger('interview-no-show'),
    conditions: [],
    steps: [
      step('candidate', 'send-email', { to: 'candidate', template: 'no-show' }),
      step('interviewer', 'send-email', { to: 'interviewer', template: 'no-show' }),
      step('admin', 'send-email', { to: 'admin', template: 'admin-notice' }, [
        when('absent', 'is-one-of', ['interviewer', 'both']),
      ]),
    ],
  },
};

/** Money follows the evidence, and an administrator who decides otherwise. */
export const outcomeRefund: ShippedWorkflow = {
  key: 'outcome-refund',
  name: 'Refund by outcome',
  description: 'Gives back what the policy says for what the session was.',
  revision: 1,
  definition: {
    trigger: trigger('outcome-decided'),
    conditions: [],
    steps: [step('refund', 'refund-by-policy')],
  },
};

import { type ShippedWorkflow, step, trigger, when } from './shipped-workflow.ts';

const missing = [when('has-feedback', 'is', false)];

export const feedbackRequest: ShippedWorkflow = {
  key: 'feedback-request',
  name: 'Ask for feedback',
  description:
    'Asks the interviewer for feedback when the interview is over, unless it has been given already.',
  revision: 1,
  definition: {
    trigger: trigger('interview-completed'),
    conditions: missing,
    steps: [step('ask', 'ask-for-feedback')],
  },
};

export const feedbackNag: ShippedWorkflow = {
  key: 'feedback-nag',
  name: 'Ask for feedback again',
  description: 'Reminds the interviewer of missing feedback after 12 and after 36 hours.',
  revision: 1,
  definition: {
    trigger: trigger('feedback-due'),
    conditions: [],
    steps: [
      step('wait-12-hours', 'wait-for', { minutes: 720 }),
      step('first', 'send-email', { to: 'interviewer', template: 'feedback-nag' }, missing),
      step('wait-24-hours', 'wait-for', { minutes: 1_440 }, missing),
      step('second', 'send-email', { to: 'interviewer', template: 'feedback-nag' }, missing),
    ],
  },
};

export const feedbackReady: ShippedWorkflow = {
  key: 'feedback-ready',
  name: 'Feedback is there',
  description: 'Tells the candidate that there is feedback to read.',
  revision: 1,
  definition: {
    trigger: trigger('feedback-submitted'),
    conditions: [],
    steps: [step('tell', 'send-email', { to: 'candidate', template: 'feedback-ready' })],
  },
};

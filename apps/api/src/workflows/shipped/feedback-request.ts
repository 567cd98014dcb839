import { type ShippedWorkflow, step, trigger, when } from './shipped-workflow.ts';

export const feedbackRequest: ShippedWorkflow = {
  key: 'feedback-request',
  name: 'Ask for feedback',
  description:
    'Asks the interviewer for feedback when the interview is over, unless it has been given already.',
  revision: 1,
  definition: {
    trigger: trigger('interview-completed'),
    conditions: [when('has-feedback', 'is', false)],
    steps: [step('ask', 'ask-for-feedback')],
  },
};

import { type ShippedWorkflow, step, trigger } from './shipped-workflow.ts';

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

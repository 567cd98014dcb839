import { type ShippedWorkflow, step, trigger } from './shipped-workflow.ts';

export const refundNotice: ShippedWorkflow = {
  key: 'refund-notice',
  name: 'Refund',
  description: 'Tells the candidate that money went back, and why.',
  revision: 1,
  definition: {
    trigger: trigger('payment-refunded'),
    conditions: [],
    steps: [step('tell', 'send-email', { to: 'candidate', template: 'refund' })],
  },
};

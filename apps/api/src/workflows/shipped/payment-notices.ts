import { type ShippedWorkflow, step, trigger, when } from './shipped-workflow.ts';

export const paymentReceived: ShippedWorkflow = {
  key: 'payment-received',
  name: 'Payment received',
  description: 'Tells the candidate that the money has arrived.',
  revision: 1,
  definition: {
    trigger: trigger('payment-settled'),
    conditions: [],
    steps: [step('tell', 'send-email', { to: 'candidate', template: 'payment-received' })],
  },
};

/** A slot that lapses unpaid has a message of its own. */
export const paymentFailed: ShippedWorkflow = {
  key: 'payment-failed',
  name: 'Payment failed',
  description: 'Tells the candidate that the payment did not go through, while the slot is still kept.',
  revision: 1,
  definition: {
    trigger: trigger('payment-failed'),
    conditions: [when('status', 'is', 'held')],
    steps: [step('tell', 'send-email', { to: 'candidate', template: 'payment-failed' })],
  },
};

export const holdExpired: ShippedWorkflow = {
  key: 'hold-expired',
  name: 'Slot not paid in time',
  description: 'Tells the candidate that the slot is free again.',
  revision: 1,
  definition: {
    trigger: trigger('interview-expired'),
    conditions: [],
    steps: [step('tell', 'send-email', { to: 'candidate', template: 'hold-expired' })],
  },
};

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

import { type ShippedWorkflow, step, trigger } from './shipped-workflow.ts';

export const bookingConfirmed: ShippedWorkflow = {
  key: 'booking-confirmed',
  name: 'Confirmation and invitation',
  description: 'Confirms a booking to the candidate and invites the interviewer.',
  revision: 1,
  definition: {
    trigger: trigger('interview-scheduled'),
    conditions: [],
    steps: [
      step('confirm', 'send-email', { to: 'candidate', template: 'confirmation' }),
      step('invite', 'send-email', { to: 'interviewer', template: 'invitation' }),
    ],
  },
};

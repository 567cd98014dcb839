import { type ShippedWorkflow, step, trigger, when } from './shipped-workflow.ts';

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

export const linkReissued: ShippedWorkflow = {
  key: 'link-reissued',
  name: 'New link',
  description: 'Sends the interviewer the link that an administrator has made anew.',
  revision: 1,
  definition: {
    trigger: trigger('link-reissued'),
    conditions: [],
    steps: [
      step('invite', 'send-email', { to: 'interviewer', template: 'invitation' }, [
        when('status', 'is-not', 'completed'),
      ]),
      step('ask', 'send-email', { to: 'interviewer', template: 'feedback-request' }, [
        when('status', 'is', 'completed'),
      ]),
    ],
  },
};

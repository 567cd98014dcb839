import { type ShippedWorkflow, step, trigger } from './shipped-workflow.ts';

const both = [
  step('candidate', 'send-email', { to: 'candidate', template: 'reminder' }),
  step('interviewer', 'send-email', { to: 'interviewer', template: 'reminder' }),
];

export const reminderDay: ShippedWorkflow = {
  key: 'reminder-24-hours',
  name: 'Reminder, 24 hours before',
  description: 'Reminds both sides a day ahead; not of an interview that was booked later than that.',
  revision: 1,
  definition: { trigger: trigger('before-start', { minutes: 1_440 }), conditions: [], steps: both },
};

export const reminderHour: ShippedWorkflow = {
  key: 'reminder-1-hour',
  name: 'Reminder, an hour before',
  description: 'Reminds both sides an hour ahead; not of an interview that was booked later than that.',
  revision: 1,
  definition: { trigger: trigger('before-start', { minutes: 60 }), conditions: [], steps: both },
};

export const reminderMinutes: ShippedWorkflow = {
  key: 'reminder-10-minutes',
  name: 'Reminder, ten minutes before',
  description: 'Reminds both sides when the room opens, by text message too where there is a number.',
  revision: 1,
  definition: {
    trigger: trigger('before-start', { minutes: 10 }),
    conditions: [],
    steps: [
      ...both,
      step('candidate-sms', 'send-sms', { to: 'candidate', template: 'reminder' }),
      step('interviewer-sms', 'send-sms', { to: 'interviewer', template: 'reminder' }),
    ],
  },
};

import { type ShippedWorkflow, step, trigger, when } from './shipped-workflow.ts';

const candidateWaits = [when('side', 'is', 'candidate')];
const interviewerWaits = [when('side', 'is', 'interviewer')];

/** Asked anew at each step: whoever has come meanwhile is not rung for. */
export const doorbell: ShippedWorkflow = {
  key: 'doorbell',
  name: 'Doorbell',
  description:
    'When one side has waited alone for a minute, writes to the other; two minutes later by text message.',
  revision: 1,
  definition: {
    trigger: trigger('waiting-alone', { seconds: 60 }),
    conditions: [],
    steps: [
      step('interviewer', 'send-email', { to: 'interviewer', template: 'doorbell' }, candidateWaits),
      step('candidate', 'send-email', { to: 'candidate', template: 'doorbell' }, interviewerWaits),
      step('wait', 'wait-for', { minutes: 2 }),
      step('interviewer-sms', 'send-sms', { to: 'interviewer', template: 'doorbell' }, candidateWaits),
      step('candidate-sms', 'send-sms', { to: 'candidate', template: 'doorbell' }, interviewerWaits),
    ],
  },
};

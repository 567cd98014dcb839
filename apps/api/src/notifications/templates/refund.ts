import { because } from '../message-outcome.ts';
import type { MessageTemplate } from './template.ts';

/** To the candidate: money went back, and why. */
export const refund: MessageTemplate = {
  name: 'refund',
  audience: 'candidate',
  facts: ['refund', 'type', 'interviewer', 'when'],
  action: { kind: 'interview-page' },
  calendar: null,
  timely: false,
  obsolete: (_interview, facts) => (facts.refund === null ? because('not-refunded') : null),
};

import { afterEnd } from './after-end.trigger.ts';
import { afterStart } from './after-start.trigger.ts';
import { beforeEnd } from './before-end.trigger.ts';
import { beforeStart } from './before-start.trigger.ts';
import { feedbackDue } from './feedback-due.trigger.ts';
import { feedbackSubmitted } from './feedback-submitted.trigger.ts';
import { interviewCancelled } from './interview-cancelled.trigger.ts';
import { interviewCompleted } from './interview-completed.trigger.ts';
import { interviewExpired } from './interview-expired.trigger.ts';
import { interviewHeld } from './interview-held.trigger.ts';
import { interviewNoShow } from './interview-no-show.trigger.ts';
import { interviewRescheduled } from './interview-rescheduled.trigger.ts';
import { interviewScheduled } from './interview-scheduled.trigger.ts';
import { interviewStarted } from './interview-started.trigger.ts';
import { linkReissued } from './link-reissued.trigger.ts';
import { outcomeDecided } from './outcome-decided.trigger.ts';
import { paymentFailed } from './payment-failed.trigger.ts';
import { paymentRefunded } from './payment-refunded.trigger.ts';
import { paymentSettled } from './payment-settled.trigger.ts';
import { personJoined } from './person-joined.trigger.ts';
import { personLeft } from './person-left.trigger.ts';
import type { WorkflowTrigger } from './trigger.ts';
import { waitingAlone } from './waiting-alone.trigger.ts';

/** Every trigger; a new one is a file and a line here. */
export const triggers: readonly WorkflowTrigger[] = [
  interviewHeld,
  interviewScheduled,
  interviewRescheduled,
  interviewExpired,
  interviewCancelled,
  interviewStarted,
  interviewCompleted,
  interviewNoShow,
  outcomeDecided,
  personJoined,
  personLeft,
  waitingAlone,
  paymentSettled,
  paymentFailed,
  paymentRefunded,
  feedbackDue,
  feedbackSubmitted,
  linkReissued,
  beforeStart,
  afterStart,
  beforeEnd,
  afterEnd,
];

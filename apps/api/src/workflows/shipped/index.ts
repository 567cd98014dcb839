import { bookingConfirmed, linkReissued } from './booking.ts';
import { cancelled, rescheduled } from './changes.ts';
import { doorbell } from './doorbell.ts';
import { feedbackNag, feedbackReady, feedbackRequest } from './feedback.ts';
import { holdExpired, paymentFailed, paymentReceived, refundNotice } from './payment-notices.ts';
import { reminderDay, reminderHour, reminderMinutes } from './reminders.ts';
import { completed, noShow, outcomeRefund, started } from './session.ts';
import type { ShippedWorkflow } from './shipped-workflow.ts';

/** Every workflow that comes with Greenroom, in the order of an interview's life. */
export const shippedWorkflows: readonly ShippedWorkflow[] = [
  paymentReceived,
  paymentFailed,
  holdExpired,
  bookingConfirmed,
  linkReissued,
  rescheduled,
  cancelled,
  reminderDay,
  reminderHour,
  reminderMinutes,
  doorbell,
  started,
  noShow,
  outcomeRefund,
  refundNotice,
  completed,
  feedbackRequest,
  feedbackNag,
  feedbackReady,
];

import { bookingConfirmed, linkReissued } from './booking.ts';
import { feedbackReady, feedbackRequest } from './feedback.ts';
import { refundNotice } from './payment-notices.ts';
import { outcomeRefund } from './session.ts';
import type { ShippedWorkflow } from './shipped-workflow.ts';

/** Every workflow that comes with Greenroom, in the order of an interview's life. */
export const shippedWorkflows: readonly ShippedWorkflow[] = [
  bookingConfirmed,
  linkReissued,
  outcomeRefund,
  refundNotice,
  feedbackRequest,
  feedbackReady,
];

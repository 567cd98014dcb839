import { bookingConfirmed } from './booking-confirmed.ts';
import { feedbackReady } from './feedback-ready.ts';
import { feedbackRequest } from './feedback-request.ts';
import { linkReissued } from './link-reissued.ts';
import { refundNotice } from './refund-notice.ts';
import type { ShippedWorkflow } from './shipped-workflow.ts';

/** Every workflow that comes with Greenroom, in the order of an interview's life. */
export const shippedWorkflows: readonly ShippedWorkflow[] = [
  bookingConfirmed,
  feedbackRequest,
  feedbackReady,
  linkReissued,
  refundNotice,
];

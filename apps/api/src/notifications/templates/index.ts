import type { MessageAudience } from '@greenroom/contracts';
import type { AccessLinkPurpose } from '@greenroom/domain';
import { adminNotice } from './admin-notice.ts';
import { cancelled } from './cancelled.ts';
import { completed } from './completed.ts';
import { confirmation } from './confirmation.ts';
import { doorbells } from './doorbell.ts';
import { feedbackReady } from './feedback-ready.ts';
import { feedbackNag, feedbackRequest } from './feedback-request.ts';
import { holdExpired } from './hold-expired.ts';
import { invitation } from './invitation.ts';
import { noShow } from './no-show.ts';
import { paymentFailed } from './payment-failed.ts';
import { paymentReceived } from './payment-received.ts';
import { refund } from './refund.ts';
import { reminders } from './reminder.ts';
import { rescheduled } from './rescheduled.ts';
import { started } from './started.ts';
import type { MessageTemplate } from './template.ts';

/** Every message that can be sent, for every reader; a new one is a name in the contract, a file, a line here and its texts. */
export const templates: readonly MessageTemplate[] = [
  confirmation,
  invitation,
  paymentReceived,
  paymentFailed,
  holdExpired,
  ...reminders,
  ...doorbells,
  ...started,
  ...rescheduled,
  ...cancelled,
  ...noShow,
  completed,
  feedbackRequest,
  feedbackNag,
  feedbackReady,
  refund,
  adminNotice,
];

export const findTemplate = (name: string, audience: MessageAudience): MessageTemplate | undefined =>
  templates.find((template) => template.name === name && template.audience === audience);

/** Which of the interviewer's links a message brings; null for none. */
export function linkPurposeOf(name: string, audience: MessageAudience): AccessLinkPurpose | null {
  const action = findTemplate(name, audience)?.action;
  return action?.kind === 'signed-link' ? action.purpose : null;
}

import type { MessageAudience } from '@greenroom/contracts';
import type { AccessLinkPurpose } from '@greenroom/domain';
import { confirmation } from './confirmation.ts';
import { feedbackReady } from './feedback-ready.ts';
import { feedbackRequest } from './feedback-request.ts';
import { invitation } from './invitation.ts';
import { refund } from './refund.ts';
import type { MessageTemplate } from './template.ts';

/** Every message that can be sent; a new one is a file, a line here and its texts. */
export const templates: readonly MessageTemplate[] = [
  confirmation,
  invitation,
  refund,
  feedbackRequest,
  feedbackReady,
];

export const findTemplate = (name: string): MessageTemplate | undefined =>
  templates.find((template) => template.name === name);

/** Which of the interviewer's links a message brings; null for none. */
export function linkPurposeOf(name: string, audience: MessageAudience): AccessLinkPurpose | null {
  const template = findTemplate(name);
  if (template?.recipient !== audience || template.action.kind !== 'signed-link') return null;
  return template.action.purpose;
}

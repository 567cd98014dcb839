import * as z from 'zod/mini';

/** Everything that people are written about, in the order of an interview's life. */
export const messageTemplates = [
  'confirmation',
  'invitation',
  'payment-received',
  'payment-failed',
  'hold-expired',
  'reminder',
  'doorbell',
  'started',
  'rescheduled',
  'cancelled',
  'no-show',
  'completed',
  'feedback-request',
  'feedback-nag',
  'feedback-ready',
  'refund',
  'admin-notice',
] as const;
export const messageTemplateSchema = z.enum(messageTemplates);
export type MessageTemplateName = z.infer<typeof messageTemplateSchema>;

/** Ways to reach people. */
export const messageChannels = ['email', 'sms'] as const;
export const messageChannelSchema = z.enum(messageChannels);
export type MessageChannelName = z.infer<typeof messageChannelSchema>;

/** Whom a message's words are written for; `admin` also stands for an address that belongs to nobody we know. */
export const messageAudiences = ['candidate', 'interviewer', 'admin'] as const;
export const messageAudienceSchema = z.enum(messageAudiences);
export type MessageAudience = z.infer<typeof messageAudienceSchema>;

/** Who can be written to about what. */
export const messageAudiencesOf = {
  confirmation: ['candidate'],
  invitation: ['interviewer'],
  'payment-received': ['candidate'],
  'payment-failed': ['candidate'],
  'hold-expired': ['candidate'],
  reminder: ['candidate', 'interviewer'],
  doorbell: ['candidate', 'interviewer'],
  started: ['candidate', 'interviewer'],
  rescheduled: ['candidate', 'interviewer'],
  cancelled: ['candidate', 'interviewer'],
  'no-show': ['candidate', 'interviewer'],
  completed: ['candidate'],
  'feedback-request': ['interviewer'],
  'feedback-nag': ['interviewer'],
  'feedback-ready': ['candidate'],
  refund: ['candidate'],
  'admin-notice': ['admin'],
} as const satisfies Record<MessageTemplateName, readonly MessageAudience[]>;

/** Whether there are words of a template for somebody. */
export const hasWordsFor = (template: MessageTemplateName, audience: MessageAudience): boolean =>
  messageAudiencesOf[template].some((one) => one === audience);

/** A telephone number with its country code (ITU-T E.164). */
export const phoneSchema = z
  .string()
  .check(z.regex(/^\+[1-9]\d{6,14}$/, 'must be a number with its country code, such as +4915112345678'));

import * as z from 'zod/mini';
import { idSchema, instantSchema, type Locale, localeSchema, proseSchema, textSchema } from './primitives.ts';
import { defineRoute } from './route.ts';

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

/** One line, which may be empty. */
const lineSchema = (maximum: number) =>
  z
    .string()
    .check(z.trim(), z.maxLength(maximum), z.regex(/^[^\p{Cc}]*$/u, 'must not contain control characters'));

/** Words of an e-mail, as Liquid. Without a button or a note, the mail has none. */
export const emailTextsSchema = z.strictObject({
  subject: textSchema(300),
  /** What lists of mails show after the subject. */
  preview: lineSchema(300),
  heading: textSchema(300),
  /** Paragraphs are parted by empty lines. */
  lead: proseSchema(3000).check(z.minLength(1)),
  /** On the button. */
  action: lineSchema(100),
  note: proseSchema(1500),
});
export type EmailTexts = z.infer<typeof emailTextsSchema>;

/** Words of a text message, as Liquid. */
export const smsTextsSchema = z.strictObject({ body: textSchema(600) });
export type SmsTexts = z.infer<typeof smsTextsSchema>;

export const messageTextsSchema = z.union([emailTextsSchema, smsTextsSchema]);

/** Something that the words can name, with what stands there in the example. */
export const messageVariableSchema = z.object({ name: z.string(), sample: z.string() });

/** The words of one message, for one reader, in one way and language. */
export const messageWordingSchema = z.object({
  template: messageTemplateSchema,
  audience: messageAudienceSchema,
  channel: messageChannelSchema,
  locale: localeSchema,
  texts: messageTextsSchema,
  /** What came with the product, to compare with and to go back to. */
  shipped: messageTextsSchema,
  /** 0: the shipped words. */
  version: z.int(),
  updatedAt: z.nullable(instantSchema),
  variables: z.array(messageVariableSchema),
});
export type MessageWording = z.infer<typeof messageWordingSchema>;

/** A message in the administrator's list: which of its words are not the shipped ones. */
export const messageTemplateSummarySchema = z.object({
  template: messageTemplateSchema,
  audience: messageAudienceSchema,
  changed: z.array(z.object({ channel: messageChannelSchema, locale: localeSchema })),
});
export type MessageTemplateSummary = z.infer<typeof messageTemplateSummarySchema>;

/** A message as it would arrive. A text message has neither subject nor HTML. */
export const messagePreviewSchema = z.object({
  subject: z.nullable(z.string()),
  html: z.nullable(z.string()),
  text: z.string(),
});
export type MessagePreview = z.infer<typeof messagePreviewSchema>;

/** Which words: those of a template, for a reader, in a channel and language. */
export interface MessageWordingKey {
  readonly template: MessageTemplateName;
  readonly audience: MessageAudience;
  readonly channel: MessageChannelName;
  readonly locale: Locale;
}

const nameSchema = z.string().check(z.regex(/^[a-z0-9-]{1,40}$/, 'must be a name in lower case'));
/** The parts of a {@link MessageWordingKey}; words that do not exist are answered as not found, whatever their name. */
const wordingParams = z.strictObject({
  template: nameSchema,
  audience: nameSchema,
  channel: nameSchema,
  locale: nameSchema,
});
export type MessageWordingParams = z.infer<typeof wordingParams>;

const wordingPath = '/api/admin/message-templates/:template/:audience/:channel/:locale';

export const messageRoutes = {
  listMessageTemplates: defineRoute({
    method: 'GET',
    path: '/api/admin/message-templates',
    summary: 'Every message that can be sent, by reader',
    tag: 'Admin',
    access: 'admin',
    response: z.object({ items: z.array(messageTemplateSummarySchema) }),
  }),
  getMessageWording: defineRoute({
    method: 'GET',
    path: wordingPath,
    summary: 'The words of a message, and what they can name',
    tag: 'Admin',
    access: 'admin',
    params: wordingParams,
    response: messageWordingSchema,
    errors: ['not-found'],
  }),
  updateMessageWording: defineRoute({
    method: 'PUT',
    path: wordingPath,
    summary: 'Replace the words of a message; what does not render is refused',
    tag: 'Admin',
    access: 'admin',
    params: wordingParams,
    body: z.strictObject({ texts: messageTextsSchema, baseVersion: z.int().check(z.minimum(0)) }),
    response: messageWordingSchema,
    errors: ['not-found', 'state-conflict'],
  }),
  resetMessageWording: defineRoute({
    method: 'POST',
    path: `${wordingPath}/reset`,
    summary: 'Go back to the shipped words of a message',
    tag: 'Admin',
    access: 'admin',
    params: wordingParams,
    response: messageWordingSchema,
    errors: ['not-found'],
  }),
  previewMessage: defineRoute({
    method: 'POST',
    path: `${wordingPath}/preview`,
    summary: 'What would arrive, about an example or a real interview; nothing is sent or saved',
    tag: 'Admin',
    access: 'admin',
    params: wordingParams,
    body: z.strictObject({
      /** Words to try out; null for those in use. */
      texts: z.nullable(messageTextsSchema),
      /** Null for the example. */
      interviewId: z.nullable(idSchema),
    }),
    response: messagePreviewSchema,
    errors: ['not-found'],
  }),
} as const;

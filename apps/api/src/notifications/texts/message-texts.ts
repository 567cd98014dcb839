import type {
  EmailTexts,
  MessageAudience,
  messageAudiencesOf,
  MessageTemplateName,
  SmsTexts,
} from '@greenroom/contracts';

/** The words of one message for one reader, for each way to reach them. They are Liquid: `{{ other }}` is filled in, `{% if … %}` chooses. */
export interface MessageTexts {
  readonly email: EmailTexts;
  readonly sms: SmsTexts;
}

type AudienceOf<T extends MessageTemplateName> = (typeof messageAudiencesOf)[T][number];

/** The shipped words of a language. One that lacks a message, or a reader of one, does not compile. */
export type ShippedTexts<Names extends MessageTemplateName = MessageTemplateName> = {
  readonly [Name in Names]: Readonly<Record<AudienceOf<Name>, MessageTexts>>;
};

/** The same for whoever does not know at compile time which message it is about. */
export type TextsByName = Readonly<
  Record<MessageTemplateName, Readonly<Partial<Record<MessageAudience, MessageTexts>>>>
>;

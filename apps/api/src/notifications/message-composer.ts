import { Injectable, Logger } from '@nestjs/common';
import {
  type EmailTexts,
  emailTextsSchema,
  type MessageChannelName,
  type SmsTexts,
  smsTextsSchema,
} from '@greenroom/contracts';
import { MailRenderer, type RenderedMail } from './mail-renderer.ts';
import { type MailView, toMailView } from './mail-view.ts';
import type { MessageSubject } from './message-subject.ts';
import { MessageWordingsRepository } from './message-wordings.repository.ts';
import { toSmsText } from './sms-text.ts';
import { TextProblem } from './text-engine.ts';
import { shippedTexts } from './texts/index.ts';

/** A mail, finished, with what it was made from. */
export interface ComposedMail extends RenderedMail {
  readonly view: MailView;
}

/** Writes messages with the words in use: an administrator's where there are any, else the shipped ones. */
@Injectable()
export class MessageComposer {
  private readonly logger = new Logger(MessageComposer.name);

  constructor(
    private readonly wordings: MessageWordingsRepository,
    private readonly renderer: MailRenderer,
  ) {}

  async email(subject: MessageSubject): Promise<ComposedMail> {
    const { template, reader } = subject;
    const written = emailTextsSchema.safeParse(await this.writtenFor(subject, 'email')).data;
    const shipped = shippedTexts(template.name, template.audience, reader.locale).email;
    return this.compose(this.withWords(subject, written, shipped, (texts) => toMailView(subject, texts)));
  }

  async sms(subject: MessageSubject): Promise<string> {
    const { template, reader } = subject;
    const written = smsTextsSchema.safeParse(await this.writtenFor(subject, 'sms')).data;
    const shipped = shippedTexts(template.name, template.audience, reader.locale).sms;
    return this.withWords(subject, written, shipped, (texts) => toSmsText(subject, texts));
  }

  /** A mail with words that are only tried out. @throws TextProblem */
  tryEmail(subject: MessageSubject, texts: EmailTexts): Promise<ComposedMail> {
    return this.compose(toMailView(subject, texts));
  }

  private async compose(view: MailView): Promise<ComposedMail> {
    return { view, ...(await this.renderer.render(view)) };
  }

  private async writtenFor(
    { template, reader }: MessageSubject,
    channel: MessageChannelName,
  ): Promise<unknown> {
    const { name, audience } = template;
    const wording = await this.wordings.find({ template: name, audience, channel, locale: reader.locale });
    return wording?.texts;
  }

  /**
   * An administrator's words were tried out before they were saved; should they fail at a real interview all the same, the person gets the
   * shipped ones rather than nothing.
   */
  private withWords<Texts extends EmailTexts | SmsTexts, Message>(
    { template, reader }: MessageSubject,
    written: Texts | undefined,
    shipped: Texts,
    write: (texts: Texts) => Message,
  ): Message {
    if (!written) return write(shipped);
    try {
      return write(written);
    } catch (failure) {
      if (!(failure instanceof TextProblem)) throw failure;
      const { name, audience } = template;
      this.logger.error(
        { template: name, audience, locale: reader.locale, reason: failure.message },
        'Words of a message do not render; the shipped ones are used',
      );
      return write(shipped);
    }
  }
}

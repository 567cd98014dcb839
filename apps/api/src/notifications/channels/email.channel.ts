import { Inject, Injectable } from '@nestjs/common';
import { emailSchema } from '@greenroom/contracts';
import type { SendMailOptions } from 'nodemailer';
import { ENVIRONMENT, type Environment } from '../../env.ts';
import { MailRefused, MailTransport } from '../../platform/mail/mail-transport.ts';
import { type Mailbox, senderOf } from '../../platform/mail/sender.ts';
import { InterviewCalendar } from '../interview-calendar.ts';
import { MailRenderer } from '../mail-renderer.ts';
import { LOGO_CID, type MailView } from '../mail-view.ts';
import { MessageComposer } from '../message-composer.ts';
import { plainText } from '../plain-text.ts';
import { DeliveryFailure, type DueMessage, type MessageChannel } from './channel.ts';

/**
 * Messages as e-mails. SMTP cannot be made idempotent: when the connection is cut between the end of the data and the server's answer, the mail
 * may arrive twice. The Message-ID follows from the message's row, so that mail programs show such a pair as one.
 */
@Injectable()
export class EmailChannel implements MessageChannel {
  readonly name = 'email';
  readonly isConfigured = true;
  private readonly sender: Mailbox;
  /** Right part of every Message-ID (RFC 5322, 3.6.4). */
  private readonly host: string;

  constructor(
    @Inject(ENVIRONMENT) environment: Environment,
    private readonly transport: MailTransport,
    private readonly composer: MessageComposer,
    private readonly renderer: MailRenderer,
    private readonly calendar: InterviewCalendar,
  ) {
    this.sender = senderOf(environment);
    this.host = new URL(environment.PUBLIC_URL).hostname;
  }

  async deliver(message: DueMessage, signal: AbortSignal): Promise<void> {
    const mail = await this.compose(message);
    try {
      await this.transport.send(mail, signal);
    } catch (failure) {
      if (failure instanceof MailRefused)
        throw new DeliveryFailure(failure.message, failure.permanent, failure);
      throw failure;
    }
  }

  async warmUp(): Promise<void> {
    await this.renderer.prepare();
  }

  private async compose(message: DueMessage): Promise<SendMailOptions> {
    const { template, interview, branding, reader, recipient } = message;
    if (!emailSchema.safeParse(recipient).success)
      throw new DeliveryFailure('The address is not an e-mail address.', true);
    const { view, html, text } = await this.composer.email(message);
    return {
      messageId: `<${message.id}@${this.host}>`,
      from: { name: plainText(this.sender.name) || view.brand.name, address: this.sender.address },
      to: { name: plainText(reader.name), address: recipient },
      ...(branding.supportEmail && { replyTo: branding.supportEmail }),
      subject: plainSubject(view),
      text,
      html,
      // Nobody's holiday reply is wanted (RFC 3834, 5; the second one is Microsoft's).
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      ...(view.brand.logo && {
        attachments: [{ filename: 'logo.png', path: branding.logo ?? '', cid: LOGO_CID }],
      }),
      ...(template.calendar &&
        template.audience !== 'admin' && {
          icalEvent: {
            method: template.calendar,
            filename: 'interview.ics',
            content: this.calendar.entryFor(interview, template.audience, template.calendar),
          },
        }),
    };
  }
}

/** Parts of a subject that people typed are one line already; the length is what mail programs show at most. */
const plainSubject = ({ subject }: MailView): string => Array.from(subject).slice(0, 150).join('');

import { Module } from '@nestjs/common';
import { MailTransport } from '../platform/mail/mail-transport.ts';
import { SmsTransport } from '../platform/sms/sms-transport.ts';
import { TwilioTransport } from '../platform/sms/twilio-transport.ts';
import { channels, MESSAGE_CHANNELS } from './channels/index.ts';
import { MailRenderer } from './mail-renderer.ts';
import { MessageDelivery } from './message-delivery.ts';
import { MessageComposer } from './message-composer.ts';
import { MessageFactsRepository } from './message-facts.ts';
import { MessagePlanning } from './message-planning.ts';
import { MessagePreviews } from './message-previews.ts';
import { MessageReading } from './message-reading.ts';
import { MessageWordingsController } from './message-wordings.controller.ts';
import { MessageWordings } from './message-wordings.service.ts';
import { MessageWordingsRepository } from './message-wordings.repository.ts';
import { MessagesRepository } from './messages.repository.ts';
import { Recipients } from './recipients.ts';
import { RecipientsRepository } from './recipients.repository.ts';

/** What people are told, when and how: planned by events, sent by the worker. */
@Module({
  controllers: [MessageWordingsController],
  providers: [
    MailTransport,
    { provide: SmsTransport, useClass: TwilioTransport },
    MailRenderer,
    MessagesRepository,
    MessageFactsRepository,
    MessageWordingsRepository,
    MessageReading,
    MessageWordings,
    MessagePreviews,
    MessageComposer,
    RecipientsRepository,
    Recipients,
    MessagePlanning,
    MessageDelivery,
    ...channels,
    { provide: MESSAGE_CHANNELS, inject: channels, useFactory: (...instances: unknown[]) => instances },
  ],
  exports: [MessagePlanning],
})
export class NotificationsModule {}

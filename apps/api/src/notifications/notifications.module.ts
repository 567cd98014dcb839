import { Module } from '@nestjs/common';
import { MailTransport } from '../platform/mail/mail-transport.ts';
import { channels, MESSAGE_CHANNELS } from './channels/index.ts';
import { MailRenderer } from './mail-renderer.ts';
import { MessageDelivery } from './message-delivery.ts';
import { MessagePlanning } from './message-planning.ts';
import { MessagesRepository } from './messages.repository.ts';
import { RecipientsRepository } from './recipients.repository.ts';

/** What people are told, when and how: planned by events, sent by the worker. */
@Module({
  providers: [
    MailTransport,
    MailRenderer,
    MessagesRepository,
    RecipientsRepository,
    MessagePlanning,
    MessageDelivery,
    ...channels,
    { provide: MESSAGE_CHANNELS, inject: channels, useFactory: (...instances: unknown[]) => instances },
  ],
  exports: [MessagePlanning],
})
export class NotificationsModule {}

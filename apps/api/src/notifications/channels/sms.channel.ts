import { Injectable } from '@nestjs/common';
import { phoneSchema } from '@greenroom/contracts';
import { SmsRefused, SmsTransport } from '../../platform/sms/sms-transport.ts';
import { MessageComposer } from '../message-composer.ts';
import { DeliveryFailure, type DueMessage, type MessageChannel } from './channel.ts';

/**
 * Messages as texts to a telephone. The provider's interface is not idempotent: when the line is cut between its taking a message and its
 * answer, the text may arrive twice.
 */
@Injectable()
export class SmsChannel implements MessageChannel {
  readonly name = 'sms';

  constructor(
    private readonly transport: SmsTransport,
    private readonly composer: MessageComposer,
  ) {}

  get isConfigured(): boolean {
    return this.transport.isConfigured;
  }

  async deliver(message: DueMessage, signal: AbortSignal): Promise<void> {
    const { recipient: to } = message;
    if (!phoneSchema.safeParse(to).success)
      throw new DeliveryFailure('The address is not a telephone number.', true);
    const body = await this.composer.sms(message);
    try {
      await this.transport.send({ to, body }, signal);
    } catch (failure) {
      if (failure instanceof SmsRefused)
        throw new DeliveryFailure(failure.message, failure.permanent, failure);
      throw failure;
    }
  }

  warmUp(): Promise<void> {
    return Promise.resolve();
  }
}

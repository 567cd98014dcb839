import { EmailChannel } from './email.channel.ts';
import { SmsChannel } from './sms.channel.ts';

/** Every way to reach people; a new one is a file and a line here. */
export const channels = [EmailChannel, SmsChannel];

/** Injection token of the channels' instances. */
export const MESSAGE_CHANNELS = Symbol('MessageChannels');

import { EmailChannel } from './email.channel.ts';

/** Every way to reach people; a new one is a file and a line here. */
export const channels = [EmailChannel];

/** Injection token of the channels' instances. */
export const MESSAGE_CHANNELS = Symbol('MessageChannels');

import { randomBytes } from 'node:crypto';

/** An unguessable room name: 128 random bits, in the lower case that XMPP addresses are compared in. */
export const createRoomName = (): string => randomBytes(16).toString('hex');

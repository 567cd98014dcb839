import type { RoomGrant } from '../../src/index.ts';

/** A grant as the API mints it; its token says how many were asked for. */
export function grant(libraryUrl: string, count: number): RoomGrant {
  return {
    token: `token-${count}`,
    expiresAt: '2030-01-01T10:05:00Z',
    roomName: 'room-1',
    domain: 'meet.jitsi',
    mucDomain: 'muc.meet.jitsi',
    recorderDomain: 'hidden.meet.jitsi',
    focus: 'focus.meet.jitsi',
    serviceUrl: 'ws://localhost/xmpp-websocket',
    libraryUrl,
    peerToPeer: true,
    iceServers: [{ urls: 'turns:turn.test:443', username: '1893456300:bob', credential: 'signed' }],
    role: 'participant',
    userId: 'bob',
    displayName: 'Bob',
  };
}

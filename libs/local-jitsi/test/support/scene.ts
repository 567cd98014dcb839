import { startLocalJitsi, type LocalJitsi, type LocalJitsiOptions } from '../../src/server.ts';
import { CONFERENCE_SECRET, FakeApi } from './fake-api.ts';
import { AUTHORITY, roomToken } from './room-token.ts';
import { XmppClient } from './xmpp-client.ts';

export const ANN = { id: 'ann', name: 'Ann', moderator: true };
export const BOB = { id: 'bob', name: 'Bob', moderator: false };
export const CID = { id: 'cid', name: 'Cid', moderator: false };

/** A running signalling server beside a fake API. */
export interface Scene {
  readonly api: FakeApi;
  readonly server: LocalJitsi;
  /** Where the API is. */
  readonly apiUrl: string;
  /** Logs a person in, for one room. */
  login(user: typeof ANN, room?: string): Promise<XmppClient>;
  stop(): Promise<void>;
}

export async function startScene(options: Partial<LocalJitsiOptions> = {}): Promise<Scene> {
  const api = new FakeApi();
  const apiUrl = await api.start();
  const server = await startLocalJitsi({
    port: 0,
    authority: AUTHORITY,
    conferenceSecret: CONFERENCE_SECRET,
    apiUrl,
    presenceRetryMs: 5,
    ...options,
  });
  return {
    api,
    server,
    apiUrl,
    login: (user, room = 'room-1') => XmppClient.login(server.port, roomToken({ user, room })),
    async stop() {
      await server.stop();
      await api.stop();
    },
  };
}

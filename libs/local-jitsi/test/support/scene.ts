import { startLocalJitsi } from '../../src/server.ts';
import { CONFERENCE_SECRET, FakeApi } from './fake-api.ts';
import { AUTHORITY, roomToken } from './room-token.ts';
import { XmppClient } from './xmpp-client.ts';

export const ANN = { id: 'ann', name: 'Ann', moderator: true };
export const BOB = { id: 'bob', name: 'Bob', moderator: false };
export const CID = { id: 'cid', name: 'Cid', moderator: false };

/** What a scene asks of a signalling server. */
export interface SignallingOptions {
  readonly authority: typeof AUTHORITY;
  readonly conferenceSecret: string;
  readonly apiUrl: string;
  /** How the server calls itself where there are several. */
  readonly shard?: string | undefined;
  /** How long a lost connection may be resumed, milliseconds. */
  readonly hibernationMs?: number;
  /** How often sockets are asked for a sign of life, milliseconds. */
  readonly heartbeatMs?: number;
  /** Whether a recorder can be had, in `room-1`. */
  readonly recording?: boolean;
}

/** A signalling server that keeps the contract, this one or another. */
interface Signalling {
  readonly port: number;
  readonly controlUrl: string;
  stop(): Promise<void>;
}

declare global {
  /** Set where the contract is asked of another server than this one. */
  var startSignalling: ((options: SignallingOptions) => Promise<Signalling>) | undefined;
}

/** A running signalling server beside a fake API. */
export interface Scene {
  readonly api: FakeApi;
  readonly server: Signalling;
  /** Where the API is. */
  readonly apiUrl: string;
  /** Logs a person in, for one room. */
  login(user: typeof ANN, room?: string): Promise<XmppClient>;
  stop(): Promise<void>;
}

export async function startScene(options: Partial<SignallingOptions> = {}): Promise<Scene> {
  const api = new FakeApi();
  const apiUrl = await api.start();
  const start = globalThis.startSignalling ?? startHere;
  const server = await start({
    authority: AUTHORITY,
    conferenceSecret: CONFERENCE_SECRET,
    apiUrl,
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

async function startHere(options: SignallingOptions): Promise<Signalling> {
  const server = await startLocalJitsi({ port: 0, presenceRetryMs: 5, ...options });
  return { ...server, controlUrl: `http://127.0.0.1:${server.port}` };
}

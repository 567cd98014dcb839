import { connectionFailure, connectionTimeout, type EntryFailure } from './errors.ts';
import type { Library, LibraryConnection } from './library.ts';
import type { RoomGrant } from './port.ts';

/** Longest wait for the server, milliseconds. */
const OPEN_TIMEOUT_MS = 15_000;

/** A signalling connection that was established once. Survives short cuts by itself (XEP-0198). */
export interface SignallingConnection {
  readonly grant: RoomGrant;
  readonly raw: LibraryConnection;
  /** False while a cut connection is being resumed. */
  isUp(): boolean;
  /** Why it is beyond repair; null while it is not. */
  failure(): EntryFailure | null;
  close(): Promise<void>;
}

/**
 * Opens a connection with the token of a grant.
 * @param use ends the attempt when it is aborted
 * @param onFailure called at most once, when an established connection is beyond repair
 * @throws EntryFailure when it cannot be established
 */
export function openConnection(
  library: Library,
  grant: RoomGrant,
  use: AbortSignal,
  onFailure: (failure: EntryFailure) => void,
): Promise<SignallingConnection> {
  const raw = new library.JitsiConnection(null, grant.token, connectionOptions(grant));
  keepIceServers(raw, grant);
  const events = library.events.connection;
  return new Promise((resolve, reject) => {
    let phase: 'opening' | 'open' | 'closed' = 'opening';
    let failure: EntryFailure | null = null;

    const close = async (): Promise<void> => {
      phase = 'closed';
      try {
        await raw.disconnect();
      } catch {
        // Gone already.
      }
    };
    const giveUp = (): void => {
      fail(connectionTimeout());
      void close();
    };
    const settle = (): void => {
      clearTimeout(deadline);
      use.removeEventListener('abort', giveUp);
    };
    const fail = (reason: EntryFailure): void => {
      settle();
      const before = phase;
      if (before === 'closed') return;
      phase = 'closed';
      failure = reason;
      if (before === 'opening') reject(reason);
      else onFailure(reason);
    };
    const deadline = setTimeout(giveUp, OPEN_TIMEOUT_MS);
    if (use.aborted) {
      giveUp();
      return;
    }
    use.addEventListener('abort', giveUp);

    raw.addEventListener(events.CONNECTION_ESTABLISHED ?? '', () => {
      // Fires again after each resume.
      if (phase !== 'opening') return;
      settle();
      phase = 'open';
      resolve({
        grant,
        raw,
        close,
        failure: () => failure,
        isUp: () => phase === 'open' && raw.xmpp?.connection?.connected !== false,
      });
    });
    raw.addEventListener(events.CONNECTION_FAILED ?? '', (type: string, message?: string) =>
      fail(connectionFailure(type, message)),
    );
    raw.addEventListener(events.CONNECTION_DISCONNECTED ?? '', (message?: string) =>
      fail(connectionFailure('disconnected', message)),
    );
    raw.connect();
  });
}

/**
 * Gives the connection to the bridge the servers of the grant, which no option does, and keeps them: the signalling server's
 * own answer (XEP-0215) would replace them even where it knows of none.
 */
function keepIceServers(raw: LibraryConnection, { iceServers }: RoomGrant): void {
  const jingle = raw.xmpp?.connection?.jingle;
  if (!jingle || iceServers.length === 0) return;
  jingle.jvbIceConfig.iceServers = [...iceServers];
  jingle.onReceiveStunAndTurnCredentials = () => undefined;
}

function connectionOptions(grant: RoomGrant): Record<string, unknown> {
  const address = new URL(grant.serviceUrl, globalThis.location.href);
  address.searchParams.set('room', grant.roomName);
  return {
    hosts: { domain: grant.domain, muc: grant.mucDomain, focus: grant.focus },
    serviceUrl: address.href,
    enableWebsocketResume: true,
    // The keep-alive is an HTTP request to an endpoint that not every deployment has.
    websocketKeepAlive: -1,
    ...sharedOptions(grant),
  };
}

/**
 * Read twice by the library: by the connection, and by the conference. Of `p2p` the one takes the ICE servers, the other the
 * logic; an absent list of servers would mean a public one.
 */
export function sharedOptions({
  peerToPeer,
  iceServers,
  recorderDomain,
}: RoomGrant): Record<string, unknown> {
  return {
    p2p: { enabled: peerToPeer, stunServers: iceServers, codecPreferenceOrder: CODECS },
    hiddenDomain: recorderDomain,
  };
}

/** What a laptop can encode for an hour beside everything else. */
export const CODECS: readonly string[] = ['VP8', 'VP9', 'H264'];

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { createControlEndpoint } from './control-endpoint.ts';
import { PresenceReporter } from './presence-reporter.ts';
import { createRecorderGate } from './recorder-gate.ts';
import { RecorderReporter } from './recorder-reporter.ts';
import { createHttpReservationGate } from './reservation-gate.ts';
import { RoomRegistry } from './room-registry.ts';
import type { TokenAuthority } from './room-token.ts';
import { Router } from './router.ts';
import type { Session } from './session.ts';
import { SessionRegistry } from './session-registry.ts';
import { serveStream } from './stream.ts';

export interface LocalJitsiOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly authority: TokenAuthority;
  /** Shared with the API: signs presence and control, authorises the gate. */
  readonly conferenceSecret: string;
  /** Origin of the API, without a slash at the end. */
  readonly apiUrl: string;
  /** How this server calls itself where there are several: to the reservation gate, and when it starts. Empty: it is alone. */
  readonly shard?: string | undefined;
  readonly now?: () => number;
  readonly log?: (message: string) => void;
  /** How long a lost connection may be resumed, milliseconds. */
  readonly hibernationMs?: number;
  /** How often sockets are asked for a sign of life, milliseconds. */
  readonly heartbeatMs?: number;
  /** First pause before presence events are repeated, milliseconds. */
  readonly presenceRetryMs?: number;
  /** Whether a recorder can be had, in name alone: nothing is recorded. Off when left out. */
  readonly recording?: boolean;
}

export interface LocalJitsi {
  readonly port: number;
  /** Ends every session and delivers what is left to report, then closes. */
  stop(): Promise<void>;
}

const PATH = '/xmpp-websocket';
/** Addresses of requests are relative; to what does not matter. */
const ORIGIN = 'http://localhost';
const MAX_STANZA_BYTES = 256 * 1024;
/** Grace for the last presence events at the end, milliseconds. */
const FLUSH_MS = 2000;

/** Starts the signalling server on the loopback interface. */
export async function startLocalJitsi(options: LocalJitsiOptions): Promise<LocalJitsi> {
  const { authority, conferenceSecret: secret, apiUrl } = options;
  const shard = options.shard === '' ? undefined : options.shard;
  const { now = Date.now, log = () => undefined } = options;
  const muc = `muc.${authority.domain}`;
  const sessions = new SessionRegistry();
  const reporting = { apiUrl, secret, now, log, retryMs: options.presenceRetryMs };
  const presence = new PresenceReporter({ ...reporting, shard });
  const recorders = new RecorderReporter(reporting);
  const rooms = new RoomRegistry({
    gate: createHttpReservationGate({ baseUrl: `${apiUrl}/api/conference/reservation`, secret, shard, now }),
    now,
    onFact: (room, fact, at) => presence.report(room, fact, at),
    onReplaced: (session) => giveUpReplaced(session, sessions),
    ...(options.recording && {
      recording: {
        gate: createRecorderGate(reporting),
        domain: authority.domain,
        onState: (room, state) => recorders.report(room, state),
      },
    }),
  });
  const router = new Router({ domain: authority.domain, muc, focus: `focus.${authority.domain}` }, rooms);
  const control = createControlEndpoint({
    secret,
    now,
    endRoom: (room, reason) => rooms.end(`${room}@${muc}`, reason),
    occupantsOf: (room) => rooms.find(`${room}@${muc}`)?.occupants,
    stopRecording: (room) => rooms.find(`${room}@${muc}`)?.stopRecording() ?? false,
  });

  const http = createServer((request, response) => {
    control(request, response).catch((error: unknown) => {
      log(`control: ${error instanceof Error ? error.message : String(error)}`);
      response.destroy();
    });
  });
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_STANZA_BYTES,
    handleProtocols: (protocols) => (protocols.has('xmpp') ? 'xmpp' : false),
  });
  http.on('upgrade', (request, socket, head) => {
    const address = request.url ?? '/';
    const url = URL.canParse(address, ORIGIN) ? new URL(address, ORIGIN) : null;
    if (url?.pathname !== PATH) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      serveStream(webSocket, url.searchParams.get('token'), {
        authority,
        hibernationMs: options.hibernationMs ?? 60_000,
        sessions,
        now,
        log,
        onStanza: (session, stanza) => router.route(session, stanza),
        onSessionEnd: (session) => rooms.onSessionEnd(session),
      });
    });
  });
  const heartbeat = setInterval(beat(sockets), options.heartbeatMs ?? 15_000);

  const port = await listen(http, options.port);
  void presence.reportStart();
  return {
    port,
    async stop() {
      clearInterval(heartbeat);
      // Silently, so that people come back to the next server rather than take it for a farewell.
      for (const socket of sockets.clients) socket.terminate();
      sessions.endAll();
      rooms.closeAll();
      http.close();
      http.closeAllConnections();
      await Promise.all([presence.stop(FLUSH_MS), recorders.stop(FLUSH_MS)]);
    },
  };
}

/** A replaced entry is not resumed; one without a socket is not waited for either. */
function giveUpReplaced(session: Session, sessions: SessionRegistry): void {
  sessions.markReplaced(session);
  if (!session.isConnected) session.end();
}

/** Finds half-open connections: who did not answer since the last beat is cut, and may resume. */
function beat(sockets: WebSocketServer): () => void {
  const answered = new WeakMap<WebSocket, boolean>();
  return () => {
    for (const socket of sockets.clients) {
      if (answered.get(socket) === false) {
        socket.terminate();
        continue;
      }
      if (!answered.has(socket)) socket.on('pong', () => answered.set(socket, true));
      answered.set(socket, false);
      socket.ping();
    }
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

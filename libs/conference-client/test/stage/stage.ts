import { build } from 'esbuild';
import jwt from 'jsonwebtoken';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { signBody } from '../../../local-jitsi/src/index.ts';
import { Cable } from './cable.ts';
import { startSignalling, type Signalling } from './signalling.ts';

const DOMAIN = 'meet.jitsi';
const APP = { appId: 'greenroom', appSecret: 'room-token-secret-of-the-stage', domain: DOMAIN };
const CONFERENCE_SECRET = 'conference-secret-of-the-stage';

/** The library under test; the environment may name the build of another release. */
const LIBRARY_FILE =
  process.env.LIB_JITSI_MEET ??
  createRequire(import.meta.url).resolve('@solyd/lib-jitsi-meet/dist/umd/lib-jitsi-meet.min.js');

export interface PresenceLine {
  readonly type: string;
  readonly room: string;
  readonly occupant?: { readonly userId: string };
}

/** One origin with page, library and grants, a signalling server behind a cable, and the API's side of its contract. */
export class Stage {
  readonly presence: PresenceLine[] = [];
  readonly cable = new Cable(() => this.#server?.port ?? 0);
  /** What the gate says instead of yes. */
  gateRefusal: string | null = null;
  /** Whether the API refuses grants. */
  grantsRefused = false;
  /** The TURN servers that grants name. */
  iceServers: readonly RTCIceServer[] = [];
  origin = '';
  #server: Signalling | null = null;
  #cablePort = 0;
  #files = new Map<string, { readonly type: string; readonly body: string | Uint8Array }>();
  readonly #http = createServer((request, response) => void this.#answer(request, response));

  async open(): Promise<void> {
    await this.#bundle();
    await new Promise<void>((resolve) => this.#http.listen(0, '127.0.0.1', resolve));
    this.origin = `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
    this.#cablePort = await this.cable.plugIn();
    await this.startSignalling();
  }

  async close(): Promise<void> {
    await this.stopSignalling();
    await this.cable.unplug();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  async startSignalling(): Promise<void> {
    this.#server = await startSignalling({
      authority: APP,
      conferenceSecret: CONFERENCE_SECRET,
      apiUrl: this.origin,
    });
  }

  async stopSignalling(): Promise<void> {
    await this.#server?.stop();
    this.#server = null;
  }

  /** Ends a room as the API does. */
  async endRoom(room: string): Promise<number> {
    const response = await fetch(`${this.#server?.controlUrl ?? ''}/rooms/${room}/end`, {
      method: 'POST',
      headers: { 'x-greenroom-signature': signBody('', CONFERENCE_SECRET, Date.now() / 1000) },
    });
    return response.status;
  }

  async #bundle(): Promise<void> {
    const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
    const bundle = async (entry: string): Promise<string> => {
      const { outputFiles } = await build({
        entryPoints: [here(entry)],
        bundle: true,
        write: false,
        format: 'esm',
        minify: true,
        target: 'es2022',
        define: { ngDevMode: 'false' },
      });
      return outputFiles[0]?.text ?? '';
    };
    const html = { type: 'text/html', body: await readFile(here('../page/index.html'), 'utf8') };
    this.#files.set('/', html);
    this.#files.set('/page.js', { type: 'text/javascript', body: await bundle('../page/page.ts') });
    this.#files.set('/library.js', { type: 'text/javascript', body: await readFile(LIBRARY_FILE) });
    const bare = await readFile(here('../../bench/bare-client.html'), 'utf8');
    this.#files.set('/bare', { type: 'text/html', body: bare });
    const script = await readFile(here('../../bench/bare-client.js'), 'utf8');
    this.#files.set('/bare-client.js', { type: 'text/javascript', body: script });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.origin);
    const file = this.#files.get(url.pathname);
    if (file) {
      response.writeHead(200, { 'content-type': file.type }).end(file.body);
    } else if (url.pathname === '/grant') {
      if (this.grantsRefused) response.writeHead(403).end();
      else send(response, 200, this.#grant(url.searchParams));
    } else if (url.pathname === '/api/conference/starts') {
      response.writeHead(200).end();
    } else if (url.pathname === '/api/conference/events') {
      const { events } = JSON.parse(await bodyOf(request)) as { events: PresenceLine[] };
      this.presence.push(...events);
      send(response, 200, { accepted: events.length });
    } else if (url.pathname.startsWith('/api/conference/reservation')) {
      const name = new URLSearchParams(await bodyOf(request)).get('name') ?? '';
      if (request.method === 'DELETE') response.writeHead(204).end();
      else if (this.gateRefusal !== null) send(response, 403, { message: this.gateRefusal });
      else send(response, 200, { id: name, name, start_time: new Date().toISOString(), duration: 3600 });
    } else {
      response.writeHead(404).end();
    }
  }

  #grant(person: URLSearchParams): Record<string, unknown> {
    const id = person.get('user') ?? 'ann';
    const name = person.get('name') ?? id;
    const room = person.get('room') ?? 'room-1';
    const moderator = person.get('role') === 'moderator';
    const now = Math.floor(Date.now() / 1000);
    const token = jwt.sign(
      {
        aud: APP.appId,
        iss: APP.appId,
        sub: DOMAIN,
        room,
        nbf: now - 5,
        exp: now + 120,
        context: { user: { id, name, moderator }, features: {} },
      },
      APP.appSecret,
      { algorithm: 'HS256', keyid: APP.appId },
    );
    return {
      token,
      expiresAt: new Date((now + 120) * 1000).toISOString(),
      roomName: room,
      domain: DOMAIN,
      mucDomain: `muc.${DOMAIN}`,
      recorderDomain: null,
      focus: `focus.${DOMAIN}`,
      serviceUrl: `ws://127.0.0.1:${this.#cablePort}/xmpp-websocket`,
      libraryUrl: '/library.js',
      peerToPeer: true,
      iceServers: this.iceServers,
      role: moderator ? 'moderator' : 'participant',
      userId: id,
      displayName: name,
    };
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isSignatureValid } from '../../src/signature.ts';

export const CONFERENCE_SECRET = 'a-secret-between-api-and-server';

export interface ReceivedEvent {
  readonly id: string;
  readonly sequence: number;
  readonly type: string;
  readonly room: string;
  readonly occurredAt: string;
  readonly occupant?: {
    readonly id: string;
    readonly userId: string;
    readonly name: string;
    readonly role: string;
  };
}

/** What a server has told of a recorder. */
export interface ReceivedState {
  readonly id: string;
  readonly room: string;
  readonly state: string;
  readonly occurredAt: string;
}

export interface GateRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** The API's side of the contract: a gate and a presence ledger over real HTTP, with switches for bad days. */
export class FakeApi {
  readonly events: ReceivedEvent[] = [];
  /** When servers said that they had started. */
  readonly starts: string[] = [];
  /** How they called themselves, where they did. */
  readonly startedShards: (string | undefined)[] = [];
  /** Statuses of the next reports of a start, one each; 200 when used up. */
  readonly startFailures: number[] = [];
  /** Ids of occupants of whom no event is ever taken. */
  readonly unacceptable = new Set<string>();
  readonly gateRequests: GateRequest[] = [];
  /** Status of the next presence reports, one each; 200 when used up. */
  readonly presenceFailures: number[] = [];
  readonly states: ReceivedState[] = [];
  /** Rooms for which a recorder was asked. */
  readonly recorderRequests: string[] = [];
  /** Rooms whose people have agreed to be recorded. */
  readonly recordable = new Set<string>();
  rejectedSignatures = 0;
  /** What the gate says; null reserves one hour for anybody. */
  refusal: { status: number; body: unknown } | null = null;
  durationSeconds = 3600;
  maxOccupants: number | undefined = undefined;
  /** Answers POST with this conflict id first. */
  conflictId: string | null = null;
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  /** @param port where it was before it was stopped; any when left out */
  async start(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  typesOf(room: string): string[] {
    return this.events.filter((event) => event.room === room).map((event) => event.type);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const path = request.url ?? '';
    if (path === '/api/conference/events') {
      this.#takeEvents(request, response, body);
      return;
    }
    if (path === '/api/conference/starts') {
      this.#takeStart(request, response, body);
      return;
    }
    if (path.startsWith('/api/conference/recordings/')) {
      this.#answerRecording(request, response, body, path);
      return;
    }
    this.gateRequests.push({
      method: request.method ?? '',
      path,
      authorization: request.headers.authorization,
      body,
    });
    if (request.method === 'DELETE') {
      send(response, 204, null);
      return;
    }
    if (request.method === 'POST' && this.conflictId !== null) {
      send(response, 409, { conflict_id: this.conflictId });
      return;
    }
    if (this.refusal) {
      send(response, this.refusal.status, this.refusal.body);
      return;
    }
    const name = new URLSearchParams(body).get('name') ?? 'room-1';
    send(response, 200, {
      id: 'reservation-1',
      name,
      start_time: new Date().toISOString(),
      duration: this.durationSeconds,
      max_occupants: this.maxOccupants,
    });
  }

  #takeStart(request: IncomingMessage, response: ServerResponse, body: string): void {
    const failure = this.startFailures.shift();
    if (failure === undefined && this.#isSigned(request, body)) {
      const { startedAt, shard } = JSON.parse(body) as { startedAt: string; shard?: string };
      this.starts.push(startedAt);
      this.startedShards.push(shard);
    }
    send(response, failure ?? 200, { closed: 0 });
  }

  #answerRecording(request: IncomingMessage, response: ServerResponse, body: string, path: string): void {
    if (!this.#isSigned(request, body)) {
      send(response, 401, null);
    } else if (path.endsWith('/states')) {
      const { events } = JSON.parse(body) as { events: ReceivedState[] };
      this.states.push(...events);
      send(response, 200, { accepted: events.length });
    } else {
      const { room } = JSON.parse(body) as { room: string };
      this.recorderRequests.push(room);
      const refused = { error: { code: 'recording-refused', message: 'Not everybody has agreed' } };
      if (this.recordable.has(room)) send(response, 200, { recordingId: `recording-of-${room}` });
      else send(response, 403, refused);
    }
  }

  #isSigned(request: IncomingMessage, body: string): boolean {
    const signature = request.headers['x-greenroom-signature'];
    const isValid = isSignatureValid(String(signature), body, CONFERENCE_SECRET, Date.now() / 1000);
    if (!isValid) this.rejectedSignatures++;
    return isValid;
  }

  #takeEvents(request: IncomingMessage, response: ServerResponse, body: string): void {
    if (!this.#isSigned(request, body)) {
      send(response, 401, null);
      return;
    }
    const failure = this.presenceFailures.shift();
    if (failure !== undefined) {
      send(response, failure, null);
      return;
    }
    const { events } = JSON.parse(body) as { events: ReceivedEvent[] };
    if (events.some(({ occupant }) => occupant && this.unacceptable.has(occupant.id))) {
      send(response, 400, null);
      return;
    }
    this.events.push(...events);
    send(response, 200, { accepted: events.length });
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body === null ? '' : JSON.stringify(body));
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { PresentOccupant } from './presence-reporter.ts';
import { SIGNATURE_HEADER, isSignatureValid } from './signature.ts';

export interface ControlOptions {
  readonly secret: string;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
  /** Ends a room by its local part; false when there is none. */
  readonly endRoom: (room: string, reason: string) => boolean;
  /** Who is in a room, by its local part; undefined when there is none. */
  readonly occupantsOf: (room: string) => readonly PresentOccupant[] | undefined;
  /** Takes the recorder out of a room; false when there is none. */
  readonly stopRecording: (room: string) => boolean;
}

const MAX_BODY_BYTES = 16 * 1024;
const endBody = z.object({ reason: z.string().max(500).optional() });
const emptyBody = z.strictObject({});

interface Answer {
  readonly status: number;
  /** JSON where it is an object. */
  readonly body: string | object;
}

/**
 * The API's commands and questions, signed like the presence reports: `POST /rooms/<room>/end` (204) and
 * `POST /rooms/<room>/occupants` (200 with who is there), each 404 when there is no such room, and
 * `POST /rooms/<room>/stop-recording` (200), 404 when no recorder is there. `GET /health` answers 200 to anybody.
 */
export function createControlEndpoint(options: ControlOptions) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, body } = await reply(request, options);
    const isJson = typeof body === 'object';
    response.writeHead(status, { 'content-type': isJson ? 'application/json' : 'text/plain' });
    response.end(isJson ? JSON.stringify(body) : body);
  };
}

async function reply(request: IncomingMessage, options: ControlOptions): Promise<Answer> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const [, room, command] = /^\/rooms\/([^/]+)\/([\w-]+)$/.exec(pathname) ?? [];
  const carryOut = COMMANDS[command ?? ''];
  if (request.method === 'GET' && pathname === '/health') return { status: 200, body: 'ok' };
  if (request.method !== 'POST' || room === undefined || !carryOut) return { status: 404, body: 'not found' };
  const body = await readBody(request);
  if (body === null) return { status: 413, body: 'too large' };
  const header = request.headers[SIGNATURE_HEADER];
  const isSigned =
    typeof header === 'string' && isSignatureValid(header, body, options.secret, options.now() / 1000);
  if (!isSigned) return { status: 401, body: 'signature required' };
  return carryOut(decodeURIComponent(room), body, options);
}

type Command = (room: string, body: string, options: ControlOptions) => Answer;

const COMMANDS: Readonly<Record<string, Command>> = { end, occupants, 'stop-recording': stopRecording };

function end(room: string, body: string, { endRoom }: ControlOptions): Answer {
  const command = parse(endBody, body);
  if (!command) return { status: 400, body: 'not understood' };
  return { status: endRoom(room, command.reason ?? 'The interview was ended') ? 204 : 404, body: '' };
}

function occupants(room: string, body: string, { occupantsOf }: ControlOptions): Answer {
  if (!parse(emptyBody, body)) return { status: 400, body: 'not understood' };
  const present = occupantsOf(room);
  return present ? { status: 200, body: { occupants: present } } : { status: 404, body: '' };
}

function stopRecording(room: string, body: string, options: ControlOptions): Answer {
  if (!parse(emptyBody, body)) return { status: 400, body: 'not understood' };
  return options.stopRecording(room) ? { status: 200, body: {} } : { status: 404, body: '' };
}

function parse<Schema extends z.ZodType>(schema: Schema, body: string): z.infer<Schema> | null {
  try {
    return schema.parse(body.trim() === '' ? {} : JSON.parse(body));
  } catch {
    return null;
  }
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

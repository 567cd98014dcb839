import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { SIGNATURE_HEADER, isSignatureValid } from './signature.ts';

export interface ControlOptions {
  readonly secret: string;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
  /** Ends a room by its local part; false when there is none. */
  readonly endRoom: (room: string, reason: string) => boolean;
}

const MAX_BODY_BYTES = 16 * 1024;
const endBody = z.object({ reason: z.string().max(500).optional() });

/**
 * The API's commands: `POST /rooms/<room>/end` (204, or 404 when there is no such room), signed like the presence
 * reports. `GET /health` answers 200 to anybody.
 */
export function createControlEndpoint(options: ControlOptions) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const room = /^\/rooms\/([^/]+)\/end$/.exec(pathname)?.[1];
    if (request.method === 'GET' && pathname === '/health') {
      answer(response, 200, 'ok');
      return;
    }
    if (request.method !== 'POST' || room === undefined) {
      answer(response, 404, 'not found');
      return;
    }
    const body = await readBody(request);
    if (body === null) {
      answer(response, 413, 'too large');
      return;
    }
    const header = request.headers[SIGNATURE_HEADER];
    const isSigned =
      typeof header === 'string' && isSignatureValid(header, body, options.secret, options.now() / 1000);
    if (!isSigned) {
      answer(response, 401, 'signature required');
      return;
    }
    const command = parseEnd(body);
    if (!command) {
      answer(response, 400, 'not understood');
      return;
    }
    const ended = options.endRoom(decodeURIComponent(room), command.reason ?? 'The interview was ended');
    answer(response, ended ? 204 : 404, '');
  };
}

function parseEnd(body: string): z.infer<typeof endBody> | null {
  try {
    return endBody.parse(body.trim() === '' ? {} : JSON.parse(body));
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

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain' });
  response.end(text);
}

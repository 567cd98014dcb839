import type { IncomingMessage, ServerResponse } from 'node:http';
import { type RouteContract, routes } from '@greenroom/contracts';
import type { FastifyInstance } from 'fastify';

const mediaTypes = new Set(
  Object.values<RouteContract>(routes).flatMap(({ upload }) => (upload === undefined ? [] : [upload])),
);

const isUpload = ({ headers }: IncomingMessage): boolean => mediaTypes.has(headers['content-type'] ?? '');

/**
 * Hands bodies that are files on as they arrive, so that none is ever held. A sender that asks first (RFC 9110, section 10.1.1) is answered
 * by {@link awaitUpload}, so that a file that is refused does not travel.
 */
export function takeUploads(server: FastifyInstance): void {
  server.addContentTypeParser([...mediaTypes], (_request, payload, done) => {
    done(null, payload);
  });
  server.server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (!isUpload(request)) response.writeContinue();
    server.server.emit('request', request, response);
  });
}

/** Lets the body of a request come that was let in. */
export function awaitUpload(request: IncomingMessage, response: ServerResponse): void {
  if (request.headers.expect !== undefined) response.writeContinue();
}

/** Longest silence of a sender in the middle of its file, milliseconds. */
const SILENCE_MS = 60_000;

/** The body of a request, which ends in an error when its sender falls silent. */
export function giveUpStalled(request: IncomingMessage): IncomingMessage {
  request.setTimeout(SILENCE_MS, () => {
    request.destroy(new Error('The sender of a file fell silent'));
  });
  return request;
}

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream/promises';
import {
  errorResponseSchema,
  RECORDED_AT_HEADER,
  RECORDING_CHECKSUM_HEADER,
  recordingRoutes,
  routeUrl,
} from '@greenroom/contracts';
import { SIGNATURE_HEADER, signBody, uploadLine } from '../../conference/signature.ts';
import type { FinishedRecording } from './finished-recordings.ts';

/** The API may have to write a file to a bucket before it answers. */
const SILENCE_MS = 120_000;
/** Answers are short. */
const LONGEST_ANSWER = 64_000;

/**
 * What the API says of a file: `taken`, `unwanted` (delete your copy), `refused` (for good, though nobody asked to delete it), `unknown` (no
 * such recording), or `failed`, which says nothing that would last.
 */
export type Answer =
  | { readonly kind: 'taken' | 'unwanted' }
  | { readonly kind: 'refused' | 'unknown' | 'failed'; readonly reason: string };

export interface Destination {
  readonly apiUrl: string;
  readonly secret: string;
  readonly now: () => Date;
  /** Longest silence of the API, milliseconds. */
  readonly silenceMs?: number;
}

/** SHA-256 of a file, hexadecimal, as it is read. */
export async function checksumOf(file: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash, { signal });
  return hash.digest('hex');
}

/**
 * Brings a file to the API. The API is asked before anything of the file is sent.
 *
 * @throws Error when it cannot be reached, falls silent, or the signal says so.
 */
export async function deliver(
  recording: FinishedRecording,
  checksum: string,
  destination: Destination,
  signal: AbortSignal,
): Promise<Answer> {
  const request = open(recording, checksum, destination, signal);
  const answered = once(request, 'response') as Promise<[http.IncomingMessage]>;
  // Whichever comes first: a word to send the file, or an answer that makes that needless.
  const isAsked = await Promise.race([
    once(request, 'continue').then(() => true),
    answered.then(() => false),
  ]);
  if (isAsked) await send(recording, request, answered);
  const [response] = await answered;
  const answer = judge(response.statusCode ?? 0, await textOf(response));
  request.destroy();
  return answer;
}

function open(
  { roomName, bytes, recordedAt }: FinishedRecording,
  checksum: string,
  { apiUrl, secret, now, silenceMs = SILENCE_MS }: Destination,
  signal: AbortSignal,
): http.ClientRequest {
  const { method } = recordingRoutes.uploadRecording;
  const address = new URL(routeUrl(recordingRoutes.uploadRecording, { roomName }), apiUrl);
  const announced = {
    method,
    path: address.pathname,
    checksum: `sha256=${checksum}`,
    bytes: String(bytes),
    recordedAt: recordedAt.toISOString(),
  };
  const { request } = address.protocol === 'https:' ? https : http;
  const opened = request(address, {
    method,
    agent: false,
    signal,
    headers: {
      'content-type': recordingRoutes.uploadRecording.upload,
      'content-length': announced.bytes,
      [RECORDING_CHECKSUM_HEADER]: announced.checksum,
      [RECORDED_AT_HEADER]: announced.recordedAt,
      [SIGNATURE_HEADER]: signBody(uploadLine(announced), secret, now()),
      expect: '100-continue',
    },
  });
  opened.setTimeout(silenceMs, () => opened.destroy(new Error('The API fell silent')));
  opened.flushHeaders();
  return opened;
}

/** An answer in the middle of the file ends the sending of it; it is the answer that counts. */
async function send(
  { file }: FinishedRecording,
  request: http.ClientRequest,
  answered: Promise<unknown>,
): Promise<void> {
  const content = createReadStream(file);
  const sent = pipeline(content, request);
  await Promise.race([sent, answered]).finally(() => content.destroy());
}

async function textOf(response: http.IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response.setEncoding('utf8') as AsyncIterable<string>) {
    text += chunk;
    if (text.length > LONGEST_ANSWER) break;
  }
  return text;
}

function judge(status: number, text: string): Answer {
  if (status >= 200 && status < 300) return { kind: 'taken' };
  const code = codeIn(text);
  const reason = `${status} ${code}`;
  switch (code) {
    case 'recording-withdrawn':
      return { kind: 'unwanted' };
    case 'already-exists':
    case 'body-too-large':
      return { kind: 'refused', reason };
    case 'not-found':
      return { kind: 'unknown', reason };
    default:
      return { kind: 'failed', reason };
  }
}

/** The code of an answer of the API; empty for what others on the way may answer. */
function codeIn(text: string): string {
  try {
    return errorResponseSchema.parse(JSON.parse(text)).error.code;
  } catch {
    return '';
  }
}

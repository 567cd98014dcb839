import { createHmac, timingSafeEqual } from 'node:crypto';

/** Name of the header, in the case Node gives it. */
export const SIGNATURE_HEADER = 'x-greenroom-signature';

/** How far the time in a signature may be from ours, seconds. */
const TOLERANCE_SECONDS = 300;

/**
 * Signs a body for the signalling server: `t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">`.
 *
 * @param now UTC.
 */
export function signBody(body: string | Buffer, secret: string, now: Date): string {
  const time = Math.floor(now.getTime() / 1000);
  return `t=${time},v1=${digest(body, secret, time).toString('hex')}`;
}

/** True when the signature was made with our secret, over this very body, at most five minutes from now. */
export function isSignatureValid(header: unknown, body: string | Buffer, secret: string, now: Date): boolean {
  const match = typeof header === 'string' ? /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) : null;
  const [, time, given] = match ?? [];
  if (time === undefined || given === undefined) return false;
  if (Math.abs(now.getTime() / 1000 - Number(time)) > TOLERANCE_SECONDS) return false;
  return timingSafeEqual(Buffer.from(given, 'hex'), digest(body, secret, Number(time)));
}

/**
 * What is signed instead of a body that is too large to be read before it is believed: its checksum stands for it.
 *
 * @param path of the request, as it is sent
 */
export const uploadLine = (upload: {
  readonly method: string;
  readonly path: string;
  readonly checksum: string;
  readonly bytes: string;
  readonly recordedAt: string;
}): string => {
  const { method, path, checksum, bytes, recordedAt } = upload;
  return [method, path, checksum, bytes, recordedAt].join('\n');
};

function digest(body: string | Buffer, secret: string, time: number): Buffer {
  return createHmac('sha256', secret).update(`${time}.`).update(body).digest();
}

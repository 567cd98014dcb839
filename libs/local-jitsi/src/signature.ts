import { createHmac, timingSafeEqual } from 'node:crypto';

/** Name of the header, in the case Node gives it. */
export const SIGNATURE_HEADER = 'x-greenroom-signature';

/** How far the time in a signature may be from ours, seconds. */
const TOLERANCE_SECONDS = 300;

/**
 * Signs a body for the other side: `t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">`.
 * @param nowSeconds seconds since the epoch, UTC
 */
export function signBody(body: string, secret: string, nowSeconds: number): string {
  const time = Math.floor(nowSeconds);
  return `t=${time},v1=${digest(body, secret, time)}`;
}

/** True when the signature is ours, of this very body, and at most five minutes old. */
export function isSignatureValid(
  header: string | undefined,
  body: string,
  secret: string,
  nowSeconds: number,
): boolean {
  const match = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? '');
  const [, time, given] = match ?? [];
  if (time === undefined || given === undefined) return false;
  if (Math.abs(nowSeconds - Number(time)) > TOLERANCE_SECONDS) return false;
  return timingSafeEqual(Buffer.from(given, 'hex'), Buffer.from(digest(body, secret, Number(time)), 'hex'));
}

function digest(body: string, secret: string, time: number): string {
  return createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
}

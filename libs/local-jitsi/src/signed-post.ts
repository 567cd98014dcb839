import { signBody } from './signature.ts';

const TIMEOUT_MS = 5000;

export interface SignedPostOptions {
  readonly secret: string;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
}

/**
 * What the API made of a report. `refused`: it will never be taken, however often it is sent; `failed`: not this time.
 */
export type PostOutcome = 'taken' | 'refused' | 'failed';

/** Statuses that speak of the report itself rather than of the moment. */
const REFUSALS: readonly number[] = [400, 413, 422];

/** Tells the API something, signed over its bytes. Never rejects. */
export async function postSigned(
  url: string,
  report: unknown,
  options: SignedPostOptions,
  signal: AbortSignal,
): Promise<PostOutcome> {
  try {
    const response = await sendSigned(url, report, options, signal);
    await response.body?.cancel();
    if (response.ok) return 'taken';
    return REFUSALS.includes(response.status) ? 'refused' : 'failed';
  } catch {
    return 'failed';
  }
}

/**
 * Asks the API something, signed over its bytes.
 * @throws Error when there is no answer in time
 */
export function sendSigned(
  url: string,
  question: unknown,
  { secret, now }: SignedPostOptions,
  signal?: AbortSignal,
): Promise<Response> {
  const body = JSON.stringify(question);
  const patience = AbortSignal.timeout(TIMEOUT_MS);
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-greenroom-signature': signBody(body, secret, now() / 1000),
    },
    body,
    signal: signal ? AbortSignal.any([patience, signal]) : patience,
  });
}

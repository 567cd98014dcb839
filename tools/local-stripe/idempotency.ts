import { createHash } from 'node:crypto';

import { StripeApiError } from './errors.ts';
import type { IdempotencyRecord } from './records.ts';

const KEPT_SECONDS = 24 * 60 * 60;

export interface KeyedRequest {
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly fingerprint: string;
}

/** Identifies the parameters of a form whatever their order. */
export function fingerprintOf(form: string): string {
  const pairs = [...new URLSearchParams(form)].map(([name, value]) => `${name}=${value}`).sort();
  return createHash('sha256').update(JSON.stringify(pairs)).digest('hex');
}

/**
 * Decides what a key that was seen before means, https://docs.stripe.com/api/idempotent_requests.
 *
 * @returns the answer to repeat, or null when the key is free (keys are forgotten after a day).
 * @throws {StripeApiError} 400 `idempotency_error` when the key was used for something else.
 */
export function replayOf(
  known: IdempotencyRecord | undefined,
  request: KeyedRequest,
  now: number,
): IdempotencyRecord | null {
  if (known === undefined || known.created + KEPT_SECONDS <= now) return null;
  if (known.method !== request.method || known.path !== request.path) {
    throw mismatch(
      `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${request.path}' vs '${known.path}'). Try using a key other than '${request.key}' if you meant to execute a different request.`,
    );
  }
  if (known.fingerprint !== request.fingerprint) {
    throw mismatch(
      `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${request.key}' if you meant to execute a different request.`,
    );
  }
  return known;
}

function mismatch(message: string): StripeApiError {
  return new StripeApiError(400, { type: 'idempotency_error', message });
}

import { setTimeout as pause } from 'node:timers/promises';

/** A queue that hangs (a frozen Redis, a client that is closing) must not hold up who asks it. */
const PATIENCE_MS = 1_000;

/** Waits for an answer of the queue, but not for long. */
export async function patiently<T>(answer: Promise<T>): Promise<T> {
  const over = new AbortController();
  const patience = pause(PATIENCE_MS, undefined, { signal: over.signal, ref: false }).then(() => {
    throw new Error('The queue does not answer');
  });
  try {
    return await Promise.race([answer, patience]);
  } finally {
    over.abort();
  }
}

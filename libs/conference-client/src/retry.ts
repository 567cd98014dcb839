/** First pause after a failure and the longest one, milliseconds. */
const FIRST_MS = 400;
const LONGEST_MS = 5000;

/**
 * Pause before the next attempt, milliseconds: doubled each time up to five seconds, spread by a fifth so that all
 * clients of a restarted server do not come at once.
 * @param failures how many attempts have failed, from 1
 * @param random 0 to 1
 */
export function retryDelay(failures: number, random: number = Math.random()): number {
  const delay = Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS);
  return Math.round(delay * (0.8 + 0.4 * random));
}

/** Resolves after `ms`, or at once when the signal fires. */
export function cancellablePause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    if (signal.aborted) done();
    else signal.addEventListener('abort', done);
  });
}

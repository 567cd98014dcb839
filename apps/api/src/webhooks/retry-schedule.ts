const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits between tries, in milliseconds: seconds for a hiccup, then hours; three days in all, so that a weekend is not enough to lose a call. */
const waits = [
  10 * SECOND,
  50 * SECOND,
  4 * MINUTE,
  25 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  12 * HOUR,
  12 * HOUR,
  16 * HOUR,
  16 * HOUR,
];

/**
 * When a call is tried again.
 *
 * @param attempts how often it has been tried since it was planned or replayed, at least once.
 * @returns null when it has been tried long enough.
 */
export function nextTry(attempts: number, now: Date): Date | null {
  const wait = waits[attempts - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait);
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits between tries, in milliseconds: seconds for a hiccup, then hours; a day in all. */
const waits = [
  10 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  8 * HOUR,
];

/** From so long before its interview on, until the interview's end, a message is tried every minute: later it is of no use. */
const NEAR = 4 * HOUR;
const WAIT_WHEN_NEAR = MINUTE;

/**
 * When a message is tried again.
 *
 * @param attempts how often it has been tried, at least once.
 * @param interview planned times of the interview that it is about, where they are known.
 * @returns null when it has been tried long enough.
 */
export function nextAttempt(
  attempts: number,
  now: Date,
  interview?: { readonly scheduledAt: Date; readonly endsAt: Date },
): Date | null {
  const wait = waits[attempts - 1];
  const usual = wait === undefined ? null : new Date(now.getTime() + wait);
  if (!interview || now >= interview.endsAt) return usual;
  const nearFrom = interview.scheduledAt.getTime() - NEAR;
  if (!usual && now.getTime() < nearFrom) return null;
  const urgent = new Date(Math.max(nearFrom, now.getTime() + WAIT_WHEN_NEAR));
  return usual && usual < urgent ? usual : urgent;
}

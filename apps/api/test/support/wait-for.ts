import { setTimeout as pause } from 'node:timers/promises';

const GIVE_UP_MS = 60_000;
const PAUSE_MS = 20;

/** Long enough for whole processes to start and to work through what has gathered, on the busiest machine. */
export const LONG_MS = 240_000;

/** Asks again and again until the answer is neither undefined, null nor false. What is asked for goes into the failure's message. */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T> | T,
  giveUpMs = GIVE_UP_MS,
): Promise<NonNullable<Exclude<T, false>>> {
  const end = Date.now() + giveUpMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false)
      return answer as NonNullable<Exclude<T, false>>;
    if (Date.now() > end) throw new Error(`Waited in vain for: ${what}`);
    await pause(PAUSE_MS);
  }
}

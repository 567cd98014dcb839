import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserContext, Page } from '@playwright/test';

const WATCH = path.join(import.meta.dirname, 'page/first-frame-watch.js');

/** Lets every page of a context note when it was clicked and when it showed somebody else's video. */
export async function watchForFirstFrame(context: BrowserContext): Promise<void> {
  await context.addInitScript({ path: WATCH });
}

/** Waits for the first frame after the last click; milliseconds between the two. */
export async function timeToFirstFrame(page: Page, timeout: number): Promise<number> {
  const limit = new AbortController();
  const tooLate = delay(timeout, undefined, { signal: limit.signal }).then(() => {
    throw new Error(`Nobody else was seen within ${timeout} ms`);
  });
  try {
    return await Promise.race([page.evaluate<number>('firstFrameMs'), tooLate]);
  } finally {
    tooLate.catch(() => undefined);
    limit.abort();
  }
}

/** Resolves once the page's signalling connection is up (its resource is bound, RFC 6120, 7) and nothing has been said for a while. */
export function signallingIsReady(
  page: Page,
  { quietMs, timeout }: { quietMs: number; timeout: number },
): Promise<void> {
  return new Promise((resolve, reject) => {
    let isBound = false;
    let quiet: ReturnType<typeof setTimeout> | undefined;
    const deadline = setTimeout(() => {
      reject(new Error('The page did not connect to the signalling server ahead of time'));
    }, timeout);
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => {
        isBound ||=
          String(payload).includes('urn:ietf:params:xml:ns:xmpp-bind') && String(payload).includes('<jid>');
        if (!isBound) return;
        clearTimeout(quiet);
        quiet = setTimeout(() => {
          clearTimeout(deadline);
          resolve();
        }, quietMs);
      });
    });
  });
}

/**
 * Click on join until the first remote frame is on the screen, milliseconds: the conference client beside the bare client,
 * in turns, in the same browser. Prints one line of JSON.
 *
 * `node libs/conference-client/test/join-to-first-frame.bench.ts [rounds]`
 */
import { chromium, type Browser, type Page } from '@playwright/test';
import { chromiumOptions } from '../bench/chromium.ts';
import { Stage } from './stage/stage.ts';

const rounds = Number(process.argv[2] ?? 5);
const stage = new Stage();
await stage.open();
const browser = await chromium.launch(chromiumOptions());
const withClient: number[] = [];
const bare: number[] = [];
for (let round = 0; round < rounds; round++) {
  withClient.push(await measure(browser, `client-${round}`, '/', joinWithClient));
  bare.push(await measure(browser, `bare-${round}`, '/bare', joinBare));
}
await browser.close();
await stage.close();
const [clientMs, bareMs] = [median(withClient), median(bare)];
console.log(
  JSON.stringify({
    name: 'join-to-first-frame',
    clientMs,
    bareMs,
    ratio: clientMs / bareMs,
    withClient,
    bare,
  }),
);
process.exit(0);

/** One person waits in the room; the other is measured. */
async function measure(
  on: Browser,
  room: string,
  path: string,
  join: (page: Page) => Promise<number>,
): Promise<number> {
  const context = await on.newContext({ permissions: ['camera', 'microphone'] });
  const [waiting, joining] = [await context.newPage(), await context.newPage()];
  const address = (user: string): string => `${stage.origin}${path}?user=${user}&room=${room}`;
  await waiting.goto(address('ann'));
  // Only the entry counts: that nobody else is there yet is not waited for.
  void join(waiting).catch(() => undefined);
  await until(() => stage.presence.some((line) => line.room === room && line.type === 'occupant-joined'));
  await joining.goto(address('bob'));
  const milliseconds = await join(joining);
  await context.close();
  return Math.round(milliseconds);
}

function joinWithClient(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: { height: 720 } });
    await client.preload();
    const [microphone] = stream.getAudioTracks();
    const [camera] = stream.getVideoTracks();
    const click = performance.now();
    void client.join({ microphone: true, camera: true, tracks: { microphone, camera } });
    while (globalThis.firstFrameAt === undefined) await new Promise(requestAnimationFrame);
    return globalThis.firstFrameAt - click;
  });
}

function joinBare(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const { bare } = globalThis as unknown as {
      bare: { prepare(): Promise<void>; join(): void; firstFrameMs: number | null };
    };
    await bare.prepare();
    bare.join();
    while (bare.firstFrameMs === null) await new Promise(requestAnimationFrame);
    return bare.firstFrameMs;
  });
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

import { expect, type Locator, type Page } from '@playwright/test';

interface Received {
  readonly frames: number;
  readonly audioBytes: number;
}

/** What each peer connection of a page has decoded and received so far (W3C WebRTC statistics, `inbound-rtp`). */
async function received(page: Page): Promise<Received[]> {
  return page.evaluate(async () => {
    const { peerConnections } = window as unknown as { peerConnections: RTCPeerConnection[] };
    return Promise.all(
      peerConnections.map(async (connection) => {
        const total = { frames: 0, audioBytes: 0 };
        if (connection.connectionState !== 'connected') return total;
        for (const report of (await connection.getStats()).values()) {
          const { type, kind, framesDecoded, bytesReceived } = report as Record<
            string,
            number | string | undefined
          >;
          if (type !== 'inbound-rtp') continue;
          if (kind === 'video') total.frames += Number(framesDecoded ?? 0);
          if (kind === 'audio') total.audioBytes += Number(bytesReceived ?? 0);
        }
        return total;
      }),
    );
  });
}

/** Waits until both pictures and sound have kept arriving since the call, over whichever connection. */
export async function expectMediaToFlow(page: Page): Promise<void> {
  const before = await received(page);
  // A connection may close and another begin its own count meanwhile, so each is compared with itself.
  const grownBy = (now: readonly Received[], part: keyof Received) =>
    Math.max(...now.map((total, index) => total[part] - (before[index]?.[part] ?? 0)));
  await expect
    .poll(
      async () => {
        const now = await received(page);
        return grownBy(now, 'frames') > 10 && grownBy(now, 'audioBytes') > 1_000;
      },
      { message: 'video frames are decoded and audio bytes arrive', timeout: 45_000 },
    )
    .toBe(true);
}

/** Waits until a picture on the page has moved on since the call: frames of this very video were decoded and shown. */
export async function expectPictureToMove(video: Locator): Promise<void> {
  const frames = () =>
    video.evaluate((element: HTMLVideoElement) => element.getVideoPlaybackQuality().totalVideoFrames);
  const before = await frames();
  await expect.poll(frames, { message: 'frames of the video are decoded' }).toBeGreaterThan(before + 5);
}

import { expect, type Browser, type Page } from '@playwright/test';
import type { ChatMessage, ConferenceState, JoinOptions } from '../../src/index.ts';
import type { Stage } from './stage.ts';

export interface Who {
  readonly user: string;
  readonly name: string;
  readonly role: 'moderator' | 'participant';
  readonly room: string;
}

/** What can be said of somebody in the room without their tracks. */
export interface Tile {
  readonly userId: string | null;
  readonly name: string;
  readonly role: string;
  readonly audioMuted: boolean;
  readonly videoMuted: boolean;
  readonly hasAudio: boolean;
  readonly hasCamera: boolean;
  readonly hasScreen: boolean;
}

/** What one connection has brought in so far. */
interface Received {
  readonly frames: number;
  readonly audioBytes: number;
}

/** A person at a browser. */
export class Person {
  readonly page: Page;
  readonly who: Who;
  /** Requests to anywhere but our own origin. */
  readonly foreignRequests: string[] = [];
  readonly pageErrors: string[] = [];

  private constructor(page: Page, who: Who) {
    this.page = page;
    this.who = who;
    page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (protocol.startsWith('http') && hostname !== '127.0.0.1') this.foreignRequests.push(request.url());
    });
    page.on('pageerror', (error) => this.pageErrors.push(error.message));
  }

  /** @param network what the person's network lets through; everything when left out */
  static async arrive(
    browser: Browser,
    stage: Stage,
    who: Who,
    network: { readonly relayOnly: boolean } = { relayOnly: false },
  ): Promise<Person> {
    const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
    await context.addInitScript(keepPeerConnections, network);
    const person = new Person(await context.newPage(), who);
    await person.open(stage);
    return person;
  }

  async open(stage: Stage, path = '/'): Promise<void> {
    await this.page.goto(`${stage.origin}${path}?${new URLSearchParams({ ...this.who }).toString()}`);
  }

  /** Enters through the device check: warmed up, with tracks that are open already. */
  async joinFromDeviceCheck(): Promise<void> {
    await this.page.evaluate(async () => {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: true,
        video: { width: 1280, height: 720 },
      });
      await client.preload();
      const [microphone] = stream.getAudioTracks();
      const [camera] = stream.getVideoTracks();
      await client.join({ microphone: true, camera: true, tracks: { microphone, camera } });
    });
  }

  async join(options: JoinOptions = { microphone: true, camera: true }): Promise<void> {
    await this.page.evaluate((wish) => client.join(wish), options);
  }

  /** Leaves as a closed tab does. */
  async go(): Promise<void> {
    await this.page.context().close();
  }

  state(): Promise<ConferenceState> {
    return this.page.evaluate(() => client.state());
  }

  async isIn(kind: ConferenceState['kind']): Promise<void> {
    await expect.poll(async () => (await this.state()).kind).toBe(kind);
  }

  others(): Promise<Tile[]> {
    return this.page.evaluate(() =>
      client.remotes().map(({ userId, name, role, audioMuted, videoMuted, audio, camera, screen }) => ({
        userId,
        name,
        role,
        audioMuted,
        videoMuted,
        hasAudio: audio !== null,
        hasCamera: camera !== null,
        hasScreen: screen !== null,
      })),
    );
  }

  async seesOther(tile: Partial<Tile>): Promise<void> {
    await expect.poll(() => this.others()).toEqual([expect.objectContaining(tile)]);
  }

  messages(): Promise<readonly ChatMessage[]> {
    return this.page.evaluate(() => client.messages());
  }

  async reads(text: string, message: Partial<ChatMessage> = {}): Promise<void> {
    await expect
      .poll(async () => (await this.messages()).filter((candidate) => candidate.text === text))
      .toEqual([expect.objectContaining(message)]);
  }

  say(text: string): Promise<void> {
    return this.page.evaluate((words) => client.sendChat(words), text);
  }

  /** Frames decoded and audio bytes received, for each connection that the page ever had, oldest first. */
  async received(): Promise<Received[]> {
    return this.page.evaluate(async () =>
      Promise.all(
        peerConnections.map(async (connection) => {
          const total = { frames: 0, audioBytes: 0 };
          (await connection.getStats()).forEach((report: RTCInboundRtpStreamStats) => {
            if (report.type !== 'inbound-rtp') return;
            if (report.kind === 'video') total.frames += report.framesDecoded ?? 0;
            if (report.kind === 'audio') total.audioBytes += report.bytesReceived ?? 0;
          });
          return total;
        }),
      ),
    );
  }

  /** How media leave this browser: the kinds of the candidates that its connections have chosen. */
  async usedCandidates(): Promise<string[]> {
    return this.page.evaluate(async () => {
      const reports = await Promise.all(peerConnections.map((connection) => connection.getStats()));
      return reports.flatMap((report) => {
        const used: string[] = [];
        report.forEach((pair: RTCIceCandidatePairStats) => {
          if (pair.type !== 'candidate-pair' || pair.nominated !== true) return;
          const { candidateType } = report.get(pair.localCandidateId) as { candidateType: string };
          used.push(candidateType);
        });
        return used;
      });
    });
  }

  /** The codes with which ICE servers have refused this browser. */
  refusalsOfServers(): Promise<number[]> {
    return this.page.evaluate(() => serverRefusals);
  }

  /** Waits until sound and picture have moved on from now, over whichever connection. */
  async keepsReceiving(): Promise<void> {
    const before = await this.received();
    // A connection may close and another begin its own count meanwhile, so each is compared with itself.
    const grownBy = (now: readonly Received[], part: keyof Received): number =>
      Math.max(...now.map((total, index) => total[part] - (before[index]?.[part] ?? 0)));
    await expect.poll(async () => grownBy(await this.received(), 'frames')).toBeGreaterThan(5);
    await expect.poll(async () => grownBy(await this.received(), 'audioBytes')).toBeGreaterThan(500);
  }
}

/**
 * Lets the page keep hold of its connections, so that each can be asked. Runs in the page.
 * @param network `relayOnly` keeps them from every way but a TURN server
 */
function keepPeerConnections({ relayOnly }: { readonly relayOnly: boolean }): void {
  const connections: RTCPeerConnection[] = [];
  const refusals: number[] = [];
  globalThis.peerConnections = connections;
  globalThis.serverRefusals = refusals;
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super({ ...configuration, iceTransportPolicy: relayOnly ? 'relay' : 'all' });
      connections.push(this);
      this.addEventListener('icecandidateerror', ({ errorCode }) => refusals.push(errorCode));
    }
  };
}

import { expect, type Browser, type Page } from '@playwright/test';
import type { ChatMessage, ConferenceState, JoinOptions, RtpFlow } from '../../src/index.ts';
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

  static async arrive(browser: Browser, stage: Stage, who: Who): Promise<Person> {
    const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
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

  /** Frames decoded and audio bytes received since the start of the connection. */
  async received(): Promise<{ frames: number; audioBytes: number }> {
    const inbound: RtpFlow[] = await this.page.evaluate(async () =>
      (await client.stats()).connections.flatMap((connection) => [...connection.inbound]),
    );
    const sum = (kind: 'audio' | 'video', of: (flow: RtpFlow) => number): number =>
      inbound.filter((flow) => flow.kind === kind).reduce((total, flow) => total + of(flow), 0);
    return { frames: sum('video', (flow) => flow.frames), audioBytes: sum('audio', (flow) => flow.bytes) };
  }

  /** Waits until sound and picture have moved on from now. */
  async keepsReceiving(): Promise<void> {
    const before = await this.received();
    await expect.poll(async () => (await this.received()).frames).toBeGreaterThan(before.frames + 5);
    await expect
      .poll(async () => (await this.received()).audioBytes)
      .toBeGreaterThan(before.audioBytes + 500);
  }
}

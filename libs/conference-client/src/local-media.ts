import { computed, signal } from '@angular/core';
import { conferenceError, deviceError, isChooserDismissed } from './errors.ts';
import type { Library, LibraryLocalTrack } from './library.ts';
import { LocalDevice, type Stage } from './local-device.ts';
import type { ConferenceError, JoinOptions } from './port.ts';
import { disposeTrack, openScreen, publishTrack, withdrawTrack } from './local-tracks.ts';
import { ScreenShare } from './screen-share.ts';

/** The own microphone, camera and screen. Commands follow one another; what fails is told by `error`. */
export class LocalMedia {
  readonly microphone = new LocalDevice('microphone', (track) => this.#lost(this.microphone, track));
  readonly camera = new LocalDevice('camera', (track) => this.#lost(this.camera, track));
  readonly screen = new ScreenShare(this.camera, (track) => void this.#stopScreen(track));
  readonly sharing = computed(() => this.screen.media() !== null);
  readonly #error = signal<ConferenceError | null>(null);
  readonly error = this.#error.asReadonly();
  readonly #stage: () => Stage | null;
  #work: Promise<unknown> = Promise.resolve();
  /** The question for a screen that the browser asks at the moment. */
  #asking: Promise<boolean> | null = null;
  #closings = 0;

  /** @param stage where tracks go at the moment; null before the library is there */
  constructor(stage: () => Stage | null) {
    this.#stage = stage;
  }

  /** Opens what the person wants to begin with. Who has no device enters without. */
  prepare(library: Library, { microphone, camera, devices, tracks }: JoinOptions): Promise<boolean> {
    return this.#inTurn(async () => {
      // One after the other: taking over a track must not meet the opening of another.
      const wishes = [
        [this.microphone, { on: microphone, deviceId: devices?.microphoneId, media: tracks?.microphone }],
        [this.camera, { on: camera, deviceId: devices?.cameraId, media: tracks?.camera }],
      ] as const;
      this.#error.set(null);
      for (const [device, wish] of wishes) {
        await device.prepare(library, wish).catch((error: unknown) => this.#error.set(deviceError(error)));
      }
    });
  }

  set(device: LocalDevice, on: boolean): Promise<boolean> {
    return this.#onStage((stage) => device.set(stage, on, this.#isPublished(device, stage.library)));
  }

  switchTo(device: LocalDevice, deviceId: string): Promise<boolean> {
    return this.#onStage((stage) =>
      device.switchTo(stage, deviceId, this.#isPublished(device, stage.library)),
    );
  }

  /** One question at a time: a second click while the browser asks is the same wish. */
  startScreen(): Promise<boolean> {
    this.#asking ??= this.#askForScreen().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  async stopScreen(): Promise<void> {
    const { track } = this.screen;
    if (track) await this.#stopScreen(track);
  }

  /** After an entry: what was turned on, changed or ended while the room let the person in is made up for. */
  async catchUp(): Promise<void> {
    await this.#inTurn(() => this.#align());
  }

  /** What is sent when a room is entered: one picture only, where the library takes no second. */
  published(library: Library): LibraryLocalTrack[] {
    const camera = this.#isPublished(this.camera, library) ? this.camera.track : null;
    return [this.microphone.track, camera, this.screen.track].filter((track) => track !== null);
  }

  /**
   * Makes tracks of their own for a fresh entry.
   * @returns the former ones, to be disposed with the entry that still sends them
   */
  async renew(library: Library): Promise<LibraryLocalTrack[]> {
    const all: LibraryLocalTrack[] = [];
    await this.#inTurn(async () => {
      for (const source of [this.microphone, this.camera, this.screen]) {
        const released = source.release();
        if (!released) continue;
        all.push(released);
        await source
          .continueFrom(library, released)
          .catch((error: unknown) => this.#error.set(deviceError(error)));
      }
    });
    return all;
  }

  async close(): Promise<void> {
    this.#closings++;
    await this.#inTurn(async () => {
      await Promise.all([this.microphone.close(), this.camera.close(), this.screen.close()]);
    });
  }

  #isPublished(device: LocalDevice, library: Library): boolean {
    return device !== this.camera || !this.screen.isInPlaceOfCamera(library);
  }

  /** The browser asks before the turn: it wants the question to follow the click at once. */
  async #askForScreen(): Promise<boolean> {
    const asked = this.#stage();
    if (!asked) return false;
    if (this.screen.track) return true;
    const closings = this.#closings;
    try {
      const track = await openScreen(asked.library);
      return await this.#queue(async () => {
        const stage = this.#stage();
        // Whoever left while the browser asked shows nothing any more.
        if (!stage || closings !== this.#closings) {
          await disposeTrack(track);
          return false;
        }
        await this.screen.start(stage, track);
        await this.#alignAfter(stage);
        this.#error.set(null);
        return true;
      });
    } catch (error) {
      if (!isChooserDismissed(error)) {
        this.#error.set(conferenceError('screen-share-failed', deviceError(error).reason));
      }
      return false;
    }
  }

  async #stopScreen(track: LibraryLocalTrack): Promise<void> {
    await this.#onStage(async (stage) => {
      if (this.screen.track === track) await this.screen.stop(stage);
    });
  }

  #lost(device: LocalDevice, track: LibraryLocalTrack): void {
    void this.#inTurn(async () => {
      const stage = this.#stage();
      // It may have made room for another device before its turn came.
      if (!stage || device.track !== track) return;
      await device.drop(stage, this.#isPublished(device, stage.library));
      await this.#alignAfter(stage);
      this.#error.set(conferenceError('device-lost'));
    });
  }

  #onStage(command: (stage: Stage) => Promise<void>): Promise<boolean> {
    return this.#inTurn(async () => {
      const stage = this.#stage();
      if (!stage) return;
      await command(stage);
      await this.#alignAfter(stage);
      this.#error.set(null);
    });
  }

  /** A room that was entered during a command does not know of it yet. */
  async #alignAfter({ conference }: Stage): Promise<void> {
    if (this.#stage()?.conference !== conference) await this.#align();
  }

  /** Lets the room have the tracks that are held now, and only those. */
  async #align(): Promise<void> {
    const stage = this.#stage();
    if (!stage?.conference) return;
    const { library, conference } = stage;
    const held = this.published(library);
    const sent = conference.getLocalTracks();
    for (const track of sent) {
      if (!held.includes(track)) await withdrawTrack(conference, track).catch(() => undefined);
    }
    for (const track of held) {
      if (!sent.includes(track)) await publishTrack(conference, track);
    }
  }

  /** @returns whether it worked */
  #inTurn(command: () => Promise<void>): Promise<boolean> {
    return this.#queue(command).then(
      () => true,
      (error: unknown) => {
        this.#error.set(deviceError(error));
        return false;
      },
    );
  }

  #queue<T>(command: () => Promise<T>): Promise<T> {
    const result = this.#work.then(command);
    this.#work = result.catch(() => undefined);
    return result;
  }
}

import { computed, signal } from '@angular/core';
import { conferenceError, deviceError, isChooserDismissed } from './errors.ts';
import type { Library, LibraryLocalTrack } from './library.ts';
import { LocalDevice, type Stage } from './local-device.ts';
import type { ConferenceError, JoinOptions } from './port.ts';
import { ScreenShare } from './screen-share.ts';

/** The own microphone, camera and screen. Commands follow one another; what fails is told by `error`. */
export class LocalMedia {
  readonly microphone = new LocalDevice('microphone', () => this.#lost(this.microphone));
  readonly camera = new LocalDevice('camera', () => this.#lost(this.camera));
  readonly screen = new ScreenShare(this.camera, () => void this.stopScreen());
  readonly sharing = computed(() => this.screen.media() !== null);
  readonly #error = signal<ConferenceError | null>(null);
  readonly error = this.#error.asReadonly();
  readonly #stage: () => Stage | null;
  #work: Promise<unknown> = Promise.resolve();

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

  /** Not in turn: the browser wants the question to follow the click at once. */
  async startScreen(): Promise<boolean> {
    const stage = this.#stage();
    if (!stage) return false;
    try {
      await this.screen.start(stage);
      this.#error.set(null);
      return true;
    } catch (error) {
      if (!isChooserDismissed(error)) {
        this.#error.set(conferenceError('screen-share-failed', deviceError(error).reason));
      }
      return false;
    }
  }

  async stopScreen(): Promise<void> {
    await this.#onStage((stage) => this.screen.stop(stage));
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
    await this.#inTurn(async () => {
      await Promise.all([this.microphone.close(), this.camera.close(), this.screen.close()]);
    });
  }

  #isPublished(device: LocalDevice, library: Library): boolean {
    return device !== this.camera || !this.screen.isInPlaceOfCamera(library);
  }

  #lost(device: LocalDevice): void {
    void this.#onStage((stage) => device.drop(stage, this.#isPublished(device, stage.library))).then(() =>
      this.#error.set(conferenceError('device-lost')),
    );
  }

  #onStage(command: (stage: Stage) => Promise<void>): Promise<boolean> {
    return this.#inTurn(async () => {
      const stage = this.#stage();
      if (!stage) return;
      await command(stage);
      this.#error.set(null);
    });
  }

  /** @returns whether it worked */
  #inTurn(command: () => Promise<void>): Promise<boolean> {
    const result = this.#work.then(command).then(
      () => true,
      (error: unknown) => {
        this.#error.set(deviceError(error));
        return false;
      },
    );
    this.#work = result;
    return result;
  }
}

import { computed, signal } from '@angular/core';
import { listen } from './library.ts';
import type { Library, LibraryConference, LibraryLocalTrack } from './library.ts';
import {
  adoptTrack,
  cloneTrack,
  disposeTrack,
  openDevice,
  publishMuteState,
  publishTrack,
  withdrawTrack,
} from './local-tracks.ts';

/** Where the own tracks go. */
export interface Stage {
  readonly library: Library;
  /** Null while not in a room. */
  readonly conference: LibraryConference | null;
}

/**
 * The own microphone or camera: a wish (on or off, which device) and the track that fulfils it. Without a track there is
 * nothing to mute, so a device that starts off is not even opened.
 */
export class LocalDevice {
  readonly source: 'microphone' | 'camera';
  readonly #media = signal<MediaStreamTrack | null>(null);
  readonly #on = signal(false);
  readonly media = this.#media.asReadonly();
  readonly muted = computed(() => !this.#on());
  readonly #onLost: (track: LibraryLocalTrack) => void;
  #track: LibraryLocalTrack | null = null;
  #deviceId: string | undefined;

  /** @param onLost the device of this track went away by itself */
  constructor(source: 'microphone' | 'camera', onLost: (track: LibraryLocalTrack) => void) {
    this.source = source;
    this.#onLost = onLost;
  }

  get track(): LibraryLocalTrack | null {
    return this.#track;
  }

  /** Before the first entry: opens the device, or takes over the track that is open already. */
  async prepare(
    library: Library,
    wish: {
      readonly on: boolean;
      readonly deviceId?: string | undefined;
      readonly media?: MediaStreamTrack | undefined;
    },
  ): Promise<void> {
    this.#deviceId = wish.deviceId;
    const media = wish.media?.readyState === 'live' ? wish.media : undefined;
    if (!wish.on) {
      media?.stop();
      return;
    }
    const track = media
      ? await adoptTrack(library, this.source, media)
      : await openDevice(library, this.source, wish.deviceId);
    this.#hold(library, track);
    this.#show(true);
  }

  /** @param isPublished false while something else is shown in its place */
  async set(stage: Stage, on: boolean, isPublished: boolean): Promise<void> {
    if (!on) {
      await this.#track?.mute();
      this.#show(false);
      return;
    }
    if (!this.#track) {
      const track = await openDevice(stage.library, this.source, this.#deviceId);
      this.#hold(stage.library, track);
      if (stage.conference && isPublished) await publishTrack(stage.conference, track);
    } else {
      await this.#track.unmute();
    }
    this.#show(true);
  }

  /** Changes the device; stays off when it was off. */
  async switchTo(stage: Stage, deviceId: string, isPublished: boolean): Promise<void> {
    this.#deviceId = deviceId;
    const before = this.#track;
    if (!before) return;
    if (!this.#on()) return this.drop(stage, isPublished);
    const after = await openDevice(stage.library, this.source, deviceId);
    this.#hold(stage.library, after);
    if (stage.conference && isPublished) {
      await stage.conference.replaceTrack(before, after);
      publishMuteState(after);
    }
    this.#show(true);
    await disposeTrack(before);
  }

  /** Leaves the track to the entry that it belongs to, which goes on sending until it is closed. */
  release(): LibraryLocalTrack | null {
    const track = this.#track;
    this.#track = null;
    return track;
  }

  /** A track of its own for a fresh entry, on the same source as the released one. */
  async continueFrom(library: Library, released: LibraryLocalTrack): Promise<void> {
    try {
      if (this.#on()) this.#hold(library, await cloneTrack(library, this.source, released));
    } finally {
      this.#show(this.#on());
    }
  }

  /** Closes the device. */
  async drop(stage: Stage, isPublished: boolean): Promise<void> {
    const track = this.#track;
    this.#track = null;
    this.#show(false);
    if (!track) return;
    if (stage.conference && isPublished) await withdrawTrack(stage.conference, track).catch(() => undefined);
    await disposeTrack(track);
  }

  async close(): Promise<void> {
    const track = this.#track;
    this.#track = null;
    this.#show(false);
    if (track) await disposeTrack(track);
  }

  #hold(library: Library, track: LibraryLocalTrack): void {
    this.#track = track;
    listen(track, library.events.track.LOCAL_TRACK_STOPPED, () => {
      if (this.#track === track && !track.isMuted()) this.#onLost(track);
    });
  }

  /** Muting a camera stops it and starting it brings another browser track: read it anew each time. */
  #show(on: boolean): void {
    const isOn = on && this.#track !== null;
    this.#on.set(isOn);
    this.#media.set(isOn ? (this.#track?.getTrack() ?? null) : null);
  }
}

import { signal } from '@angular/core';
import { listen } from './library.ts';
import type { Library, LibraryConference, LibraryLocalTrack } from './library.ts';
import type { LocalDevice, Stage } from './local-device.ts';
import { cloneTrack, disposeTrack, publishMuteState, publishTrack, withdrawTrack } from './local-tracks.ts';

/**
 * The own screen: beside the camera where the library can send a second picture, otherwise in its place.
 */
export class ScreenShare {
  readonly #media = signal<MediaStreamTrack | null>(null);
  readonly media = this.#media.asReadonly();
  readonly #camera: LocalDevice;
  readonly #onEnded: (track: LibraryLocalTrack) => void;
  #track: LibraryLocalTrack | null = null;

  /** @param onEnded the person ended it with the browser's own button */
  constructor(camera: LocalDevice, onEnded: (track: LibraryLocalTrack) => void) {
    this.#camera = camera;
    this.#onEnded = onEnded;
  }

  get track(): LibraryLocalTrack | null {
    return this.#track;
  }

  /** True while the camera's place is taken. */
  isInPlaceOfCamera(library: Library): boolean {
    return this.#track !== null && !canSendSecondPicture(library);
  }

  /** Shows a screen that the browser gave; outside a room it is sent at the next entry. */
  async start({ library, conference }: Stage, track: LibraryLocalTrack): Promise<void> {
    this.#hold(library, track);
    if (!conference) return;
    try {
      await this.#publish(library, conference, track);
    } catch (error) {
      this.#release();
      await disposeTrack(track);
      throw error;
    }
  }

  async stop({ library, conference }: Stage): Promise<void> {
    const track = this.#track;
    if (!track) return;
    this.#release();
    const camera = this.#camera.track;
    try {
      if (conference && camera && !canSendSecondPicture(library)) {
        await conference.replaceTrack(track, camera);
        publishMuteState(camera);
      } else if (conference) {
        await withdrawTrack(conference, track);
      }
    } finally {
      await disposeTrack(track);
    }
  }

  /** @see LocalDevice.release */
  release(): LibraryLocalTrack | null {
    const track = this.#track;
    this.#release();
    return track;
  }

  /** @see LocalDevice.continueFrom */
  async continueFrom(library: Library, released: LibraryLocalTrack): Promise<void> {
    if (released.getTrack().readyState !== 'live') return;
    this.#hold(library, await cloneTrack(library, 'screen', released));
  }

  async close(): Promise<void> {
    const track = this.#track;
    this.#release();
    if (track) await disposeTrack(track);
  }

  async #publish(library: Library, conference: LibraryConference, track: LibraryLocalTrack): Promise<void> {
    const camera = this.#camera.track;
    if (camera && !canSendSecondPicture(library)) {
      await conference.replaceTrack(camera, track);
      publishMuteState(track);
    } else {
      await publishTrack(conference, track);
    }
  }

  #hold(library: Library, track: LibraryLocalTrack): void {
    this.#track = track;
    this.#media.set(track.getTrack());
    listen(track, library.events.track.LOCAL_TRACK_STOPPED, () => {
      if (this.#track === track) this.#onEnded(track);
    });
  }

  #release(): void {
    this.#track = null;
    this.#media.set(null);
  }
}

/** The age that takes over browser tracks is also the one that names its sources and sends several pictures. */
function canSendSecondPicture(library: Library): boolean {
  return library.createLocalTracksFromMediaStreams !== undefined;
}

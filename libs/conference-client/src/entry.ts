import { signal } from '@angular/core';
import type { Chat } from './chat.ts';
import { CODECS, sharedOptions, type SignallingConnection } from './connection.ts';
import { EntryFailure, conferenceFailure, joinTimeout, plainText } from './errors.ts';
import { listen } from './library.ts';
import type { Library, LibraryConference, LibraryLocalTrack, LibraryParticipant } from './library.ts';
import { disposeTrack, publishMuteState } from './local-tracks.ts';
import { listenToRoom } from './room-events.ts';
import { EMPTY_ROOM, reduceRoom, type RoomEvent, type RoomState } from './room-state.ts';

/** Longest wait for the room's answer, milliseconds. */
const JOIN_TIMEOUT_MS = 15_000;

export interface EntryListeners {
  /** Something happened to this entry that ends it. Called at most once, only after a successful join. */
  readonly onFailure: (entry: Entry, failure: EntryFailure) => void;
  readonly onEvent: (entry: Entry, event: RoomEvent) => void;
  /** 0 (nothing arrives) to 100 */
  readonly onQuality: (percent: number) => void;
}

/** One entry into the room over one connection. After a failure its media may still flow until it is closed. */
export class Entry {
  readonly library: Library;
  readonly connection: SignallingConnection;
  readonly conference: LibraryConference;
  readonly room = signal<RoomState>(EMPTY_ROOM);
  /** Tracks that end with this entry. */
  readonly leftovers: LibraryLocalTrack[] = [];
  readonly #listeners: EntryListeners;
  #isOver = false;
  #isIn = false;
  #rejectJoin: (failure: EntryFailure) => void = () => undefined;

  constructor(library: Library, connection: SignallingConnection, listeners: EntryListeners) {
    const { grant, raw } = connection;
    this.library = library;
    this.connection = connection;
    this.#listeners = listeners;
    this.conference = raw.initJitsiConference(grant.roomName, {
      ...sharedOptions(grant),
      videoQuality: { codecPreferenceOrder: CODECS },
      disableAudioLevels: false,
      disableThirdPartyRequests: true,
      enableNoAudioDetection: false,
      enableNoisyMicDetection: false,
    });
    listenToRoom(library, this.conference, (event) => {
      this.room.update((state) => reduceRoom(state, event));
      listeners.onEvent(this, event);
    });
    listen(
      this.conference,
      library.events.connectionQuality?.LOCAL_STATS_UPDATED,
      (stats: { readonly connectionQuality?: number }) => {
        if (stats.connectionQuality !== undefined) listeners.onQuality(stats.connectionQuality);
      },
    );
    listen(this.conference, library.events.conference.CONNECTION_INTERRUPTED, () => listeners.onQuality(0));
  }

  get id(): string {
    return this.conference.myUserId();
  }

  /**
   * Enters the room with these tracks. Resolves when in.
   * @throws EntryFailure when not let in, or without an answer
   */
  join(tracks: readonly LibraryLocalTrack[], chat: Chat): Promise<void> {
    const { conference, library } = this;
    const { grant } = this.connection;
    const names = library.events.conference;
    chat.follow(library, conference);
    conference.setDisplayName(grant.displayName);
    return new Promise((resolve, reject) => {
      const deadline = setTimeout(() => this.fail(joinTimeout()), JOIN_TIMEOUT_MS);
      this.#rejectJoin = (failure) => {
        clearTimeout(deadline);
        reject(failure);
      };
      listen(conference, names.CONFERENCE_JOINED, () => {
        clearTimeout(deadline);
        if (this.#isOver) return;
        this.#isIn = true;
        for (const track of tracks) publishMuteState(track);
        const { userId, displayName: name } = grant;
        chat.entered(conference, { id: conference.myUserId(), userId, name });
        resolve();
      });
      listen(conference, names.CONFERENCE_FAILED, (type: string, ...details: unknown[]) => {
        const failure = conferenceFailure(type, details);
        if (failure) this.fail(failure);
      });
      listen(
        conference,
        names.KICKED,
        (_actor: LibraryParticipant | undefined, reason: string | undefined, isReplaced: unknown) =>
          this.fail(
            new EntryFailure(
              isReplaced ? { kind: 'replaced' } : { kind: 'kicked', reason: plainText(reason ?? '') || null },
            ),
          ),
      );
      const join = (): unknown => conference.join();
      // A track that cannot be added is no reason to stay outside.
      Promise.all(tracks.map((track) => conference.addTrack(track))).then(join, join);
    });
  }

  /** Something ends this entry: refuses a join under way, or tells once it is in. Only the first failure counts. */
  fail(failure: EntryFailure): void {
    if (this.#isOver) return;
    this.#isOver = true;
    if (this.#isIn) this.#listeners.onFailure(this, failure);
    else this.#rejectJoin(failure);
  }

  /** Leaves the room, ends its media and closes the connection. */
  async close(): Promise<void> {
    const wasOver = this.#isOver;
    this.#isOver = true;
    // Whoever still waits for the room's answer is let go.
    if (!wasOver && !this.#isIn) this.#rejectJoin(joinTimeout());
    try {
      await this.conference.leave();
    } catch {
      // Left already, or nobody there to tell.
    }
    await Promise.all(this.leftovers.splice(0).map(disposeTrack));
    await this.connection.close();
  }
}

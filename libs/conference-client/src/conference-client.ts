import { computed, signal, type Signal } from '@angular/core';
import { Chat } from './chat.ts';
import { openConnection, type SignallingConnection } from './connection.ts';
import { Entry } from './entry.ts';
import {
  entryFailure,
  grantFailure,
  libraryFailure,
  resumeTimeout,
  type EntryFailure,
  type Outcome,
} from './errors.ts';
import type { Library } from './library.ts';
import { loadLibrary } from './loader.ts';
import { LocalMedia } from './local-media.ts';
import type {
  ConferenceClient,
  ConferenceClientOptions,
  ConferenceRecorder,
  ConferenceState,
  ConferenceStats,
  ConnectionQuality,
  JoinOptions,
  Participant,
  RoomGrant,
} from './port.ts';
import { cancellablePause, retryDelay } from './retry.ts';
import { isTakenOver, mergeParticipants, participantsOf, type RoomEvent } from './room-state.ts';

/** What `state` is made of; `in-room` becomes `waiting-alone` or `live` by who is there. */
type Phase = Exclude<ConferenceState, { kind: 'waiting-alone' | 'live' }> | { readonly kind: 'in-room' };
type FinalPhase = Extract<Phase, { kind: 'replaced' | 'kicked' | 'ended' | 'left' | 'refused' | 'failed' }>;

/** How often the signalling is looked at, milliseconds: the library does not tell that it tries to resume. */
const WATCH_MS = 500;
/** How long the library may try to resume, milliseconds: its own pauses grow to half a minute. */
const RESUME_MS = 20_000;
/** How long the media of a former entry are kept while the fresh one gets its own, milliseconds. */
const TAKE_OVER_MS = 20_000;
/** After this time without signalling the client stops trying, milliseconds. */
const GIVE_UP_MS = 10 * 60_000;
const FIRST_JOIN_ATTEMPTS = 3;

/** Makes a client for one room; provide it by the page, so that it ends with the page. */
export function createConferenceClient(options: ConferenceClientOptions): ConferenceClient {
  return new Client(options);
}

class Client implements ConferenceClient {
  readonly #fetchGrant: () => Promise<RoomGrant>;
  readonly #now: () => number;
  readonly #phase = signal<Phase>({ kind: 'idle' });
  readonly #entry = signal<Entry | null>(null);
  /** Lost its signalling; its media go on until the fresh entry has its own. */
  readonly #former = signal<Entry | null>(null);
  readonly #grant = signal<RoomGrant | null>(null);
  readonly #isUp = signal(true);
  readonly #isSpeaking = signal(false);
  readonly #quality = signal<ConnectionQuality>('unknown');
  readonly #firstRemoteMediaMs = signal<number | null>(null);
  readonly #chat: Chat;
  readonly #media = new LocalMedia(() =>
    this.#library ? { library: this.#library, conference: this.#entry()?.conference ?? null } : null,
  );
  #library: Library | null = null;
  #recorder?: ConferenceRecorder;
  #prepared: Promise<SignallingConnection> | null = null;
  /** The entry that holds the own tracks, joined or not. */
  #holder: Entry | null = null;
  /** Ends with every leave: whatever still runs for an earlier use gives up. */
  #use = new AbortController();
  #joinedAt = 0;
  /** When the signalling was last seen up. */
  #upAt = 0;
  #watch: ReturnType<typeof setInterval> | undefined;

  readonly messages: ConferenceClient['messages'];
  readonly quality = this.#quality.asReadonly();
  readonly firstRemoteMediaMs = this.#firstRemoteMediaMs.asReadonly();
  readonly deviceError = this.#media.error;
  readonly sharingScreen = this.#media.sharing;

  readonly remotes: Signal<readonly Participant[]> = computed(() => {
    const current = peopleOf(this.#entry());
    const former = peopleOf(this.#former());
    return former.length === 0 ? current : mergeParticipants(former, current);
  });

  readonly self: Signal<Participant> = computed(() => {
    const grant = this.#grant();
    const { microphone, camera, screen } = this.#media;
    return {
      id: this.#entry()?.id ?? '',
      userId: grant?.userId ?? null,
      name: grant?.displayName ?? '',
      role: grant?.role ?? 'participant',
      isSelf: true,
      audioMuted: microphone.muted(),
      videoMuted: camera.muted(),
      speaking: this.#isSpeaking() && !microphone.muted(),
      audio: microphone.media(),
      camera: camera.media(),
      screen: screen.media(),
    };
  });

  readonly state: Signal<ConferenceState> = computed(() => {
    const phase = this.#phase();
    if (phase.kind !== 'in-room') return phase;
    if (!this.#isUp()) return { kind: 'reconnecting', attempt: 0 };
    return { kind: this.remotes().length > 0 ? 'live' : 'waiting-alone' };
  });

  readonly mediaUnavailable: Signal<boolean> = computed(
    () => this.#grant()?.peerToPeer === true && peopleOf(this.#entry()).length > 1,
  );

  constructor({ fetchGrant, now }: ConferenceClientOptions) {
    this.#fetchGrant = fetchGrant;
    this.#now = now ?? (() => performance.timeOrigin + performance.now());
    this.#chat = new Chat(this.#now);
    this.messages = this.#chat.messages;
  }

  async preload(): Promise<void> {
    if (this.#prepared || this.#phase().kind !== 'idle') return;
    const prepared = this.#connect();
    this.#prepared = prepared;
    try {
      await prepared;
    } catch {
      if (this.#prepared === prepared) this.#prepared = null;
    }
  }

  async join(options: JoinOptions): Promise<void> {
    if (this.#holder || this.#entry() || isBusy(this.#phase())) {
      stopGiven(options);
      return;
    }
    if (this.#use.signal.aborted) this.#use = new AbortController();
    const { signal: use } = this.#use;
    this.#joinedAt = this.#now();
    this.#firstRemoteMediaMs.set(null);
    this.#phase.set({ kind: this.#library ? 'connecting' : 'loading-library' });
    /** The wish, until the own media have taken it over. */
    const open = [options];
    await this.#attempts(use, FIRST_JOIN_ATTEMPTS, async () => {
      const connection = await this.#takeConnection(() => this.#phase.set({ kind: 'connecting' }));
      const library = this.#library;
      const wish = library && !isOver(use) ? open.pop() : undefined;
      if (library && wish) await this.#media.prepare(library, wish);
      await this.#enter(connection, use);
    });
    open.forEach(stopGiven);
  }

  async leave(): Promise<void> {
    await this.#finish({ kind: 'left' });
  }

  async setMicrophone(on: boolean): Promise<void> {
    await this.#media.set(this.#media.microphone, on);
  }

  async setCamera(on: boolean): Promise<void> {
    await this.#media.set(this.#media.camera, on);
  }

  async switchDevice(kind: 'microphone' | 'camera', deviceId: string): Promise<void> {
    await this.#media.switchTo(this.#media[kind], deviceId);
  }

  startScreenShare(): Promise<boolean> {
    return this.#media.startScreen();
  }

  stopScreenShare(): Promise<void> {
    return this.#media.stopScreen();
  }

  sendChat(text: string): void {
    this.#chat.send(text, this.#phase().kind === 'in-room' && this.#isUp());
  }

  removeParticipant(id: string, reason: string): void {
    this.#entry()?.conference.kickParticipant(id, reason);
  }

  async recorder(): Promise<ConferenceRecorder> {
    const { Recorder } = await import('./recorder.ts');
    return (this.#recorder ??= new Recorder(this.#entry));
  }

  async stats(): Promise<ConferenceStats> {
    const { readStats } = await import('./stats.ts');
    const entries = [this.#entry(), this.#former()].filter((entry) => entry !== null);
    const readings = await Promise.all(entries.map(({ conference }) => readStats(conference)));
    return { connections: readings.filter((reading) => reading !== null) };
  }

  /** A fresh grant, the library, and a connection with that grant. */
  async #connect(onLibrary: () => void = () => undefined): Promise<SignallingConnection> {
    const grant = await this.#fetchGrant().catch((error: unknown) => {
      throw grantFailure(error);
    });
    this.#library ??= await loadLibrary(grant.libraryUrl).catch((error: unknown) => {
      throw libraryFailure(error);
    });
    onLibrary();
    const connection: SignallingConnection = await openConnection(
      this.#library,
      grant,
      this.#use.signal,
      (failure) => {
        if (this.#holder?.connection === connection) this.#holder.fail(failure);
      },
    );
    return connection;
  }

  /** The connection made during the device check, if it is still good; else a fresh one. */
  async #takeConnection(onLibrary: () => void): Promise<SignallingConnection> {
    const prepared = await this.#prepared?.catch(() => null);
    this.#prepared = null;
    if (prepared) {
      onLibrary();
      if (prepared.isUp() && Date.parse(prepared.grant.expiresAt) > this.#now()) return prepared;
      void prepared.close();
    }
    return this.#connect(onLibrary);
  }

  /** Tries until in, refused or out of attempts; pauses between. */
  async #attempts(use: AbortSignal, limit: number, attempt: (count: number) => Promise<void>): Promise<void> {
    const startedAt = this.#now();
    for (let count = 1; !isOver(use); count++) {
      try {
        await attempt(count);
        return;
      } catch (error) {
        if (isOver(use)) return;
        const { outcome } = entryFailure(error);
        const isWorthwhile = outcome.kind === 'error' && outcome.error.retryable && count < limit;
        if (!isWorthwhile || this.#now() - startedAt > GIVE_UP_MS) return this.#finish(phaseOf(outcome));
        await cancellablePause(retryDelay(count), use);
      }
    }
  }

  async #enter(connection: SignallingConnection, use: AbortSignal): Promise<void> {
    const library = this.#library;
    const before = this.#holder;
    if (before && library) before.leftovers.push(...(await this.#media.renew(library)));
    if (isOver(use) || !library) return connection.close();
    // It may have failed while the devices were opened, before anybody listened.
    const failure = connection.failure();
    if (failure) throw failure;
    const entry = new Entry(library, connection, {
      onFailure: (failed, failure) => void this.#onFailure(failed, failure),
      onEvent: (from, event) => this.#onEvent(from, event),
      onQuality: (percent) => this.#quality.set(qualityOf(percent)),
    });
    this.#holder = entry;
    if (before && before !== this.#former()) void before.close();
    await entry.join(this.#media.published(library), this.#chat);
    if (isOver(use)) return entry.close();
    this.#grant.set(connection.grant);
    this.#entry.set(entry);
    this.#isUp.set(true);
    this.#upAt = this.#now();
    this.#phase.set({ kind: 'in-room' });
    void this.#media.catchUp();
    clearInterval(this.#watch);
    this.#watch = setInterval(() => this.#look(entry), WATCH_MS);
    void cancellablePause(TAKE_OVER_MS, use).then(() => this.#retireFormer(entry));
  }

  /** What is in the room ended: come back, unless somebody meant it. */
  async #onFailure(entry: Entry, { outcome }: EntryFailure): Promise<void> {
    if (entry !== this.#entry()) return;
    if (outcome.kind !== 'error') return this.#finish(phaseOf(outcome));
    clearInterval(this.#watch);
    const former = this.#former();
    this.#former.set(entry);
    this.#entry.set(null);
    this.#chat.suspended();
    if (former) void former.close();
    const { signal: use } = this.#use;
    await this.#attempts(use, Infinity, async (attempt) => {
      this.#phase.set({ kind: 'reconnecting', attempt });
      await this.#enter(await this.#connect(), use);
    });
  }

  #onEvent(entry: Entry, event: RoomEvent): void {
    if (event.type === 'person-joined') this.#chat.met(event);
    if (event.type === 'audio-level' && event.id === this.#entry()?.id)
      this.#isSpeaking.set(event.level > 0.05);
    if (event.type === 'track-added') this.#awaitMedia(event.track.media);
    const former = this.#former();
    if (former && entry === this.#entry() && isTakenOver(peopleOf(former), peopleOf(entry))) {
      this.#retireFormer(entry);
    }
  }

  /** A track is muted until the first of it arrives (Media Capture and Streams, 4.3.1). */
  #awaitMedia(track: MediaStreamTrack): void {
    const joinedAt = this.#joinedAt;
    const arrived = (): void => {
      if (joinedAt === this.#joinedAt) this.#firstRemoteMediaMs.update((ms) => ms ?? this.#now() - joinedAt);
    };
    if (track.muted) track.addEventListener('unmute', arrived, { once: true });
    else arrived();
  }

  #look(entry: Entry): void {
    const isUp = entry.connection.isUp();
    const wasUp = this.#isUp();
    this.#isUp.set(isUp);
    if (isUp && !wasUp) this.#chat.resumed();
    if (isUp) this.#upAt = this.#now();
    else if (this.#now() - this.#upAt > RESUME_MS) entry.fail(resumeTimeout());
  }

  #retireFormer(current: Entry): void {
    const former = this.#former();
    if (!former || current !== this.#entry()) return;
    this.#former.set(null);
    void former.close();
  }

  async #finish(phase: FinalPhase): Promise<void> {
    this.#use.abort();
    clearInterval(this.#watch);
    const entries = new Set([this.#entry(), this.#former(), this.#holder].filter((entry) => entry !== null));
    const prepared = this.#prepared;
    this.#entry.set(null);
    this.#former.set(null);
    this.#holder = null;
    this.#prepared = null;
    this.#chat.suspended();
    this.#phase.set(phase);
    this.#quality.set('unknown');
    await Promise.all([
      ...[...entries].map((entry) => entry.close()),
      prepared?.then(
        (connection) => connection.close(),
        () => undefined,
      ),
      this.#media.close(),
    ]);
  }
}

/** The tracks of the device check are the client's to end, also when it never came to take them over. */
function stopGiven({ tracks }: JoinOptions): void {
  tracks?.microphone?.stop();
  tracks?.camera?.stop();
}

function peopleOf(entry: Entry | null): Participant[] {
  return entry ? participantsOf(entry.room()) : [];
}

/** Asked again after each wait. */
function isOver(use: AbortSignal): boolean {
  return use.aborted;
}

function isBusy({ kind }: Phase): boolean {
  return kind === 'loading-library' || kind === 'connecting' || kind === 'reconnecting' || kind === 'in-room';
}

function phaseOf(outcome: Outcome): FinalPhase {
  if (outcome.kind !== 'error') return outcome;
  const { error } = outcome;
  return { kind: error.category === 'refused' ? 'refused' : 'failed', error };
}

function qualityOf(percent: number): ConnectionQuality {
  if (percent <= 0) return 'lost';
  if (percent < 40) return 'poor';
  return percent < 70 ? 'fair' : 'good';
}

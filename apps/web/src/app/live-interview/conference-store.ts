import { computed, effect, inject, Injectable, InjectionToken, signal, untracked } from '@angular/core';
import type {
  ConferenceClient,
  ConferenceClientOptions,
  ConferenceState,
  JoinOptions,
  RoomGrant,
} from '@greenroom/conference-client';
import { conferenceRoutes, type ParticipantRole } from '@greenroom/contracts';
import { Api } from '../platform/api';
import { type ApiErrorCode, toApiError } from '../platform/api-error';
import { DisplayName } from './display-name';
import { RoomViewStore } from './room-view-store';

/** The part of the conference client's package that is loaded while the person is still in the device check. */
export interface ConferencePackage {
  createConferenceClient(options: ConferenceClientOptions): ConferenceClient;
  readonly GrantRefusedError: new (code: string, message?: string) => Error;
}

/** Loads the conference client: a chunk of its own, replaced by a fake in specifications. */
export const CONFERENCE_PACKAGE = new InjectionToken<() => Promise<ConferencePackage>>('conference package', {
  providedIn: 'root',
  factory: () => () => import('@greenroom/conference-client'),
});

/** Refusals that may be gone at the next try. */
const PASSING: readonly ApiErrorCode[] = ['network', 'unavailable', 'internal', 'unreadable', 'rate-limited'];

const IDLE: ConferenceState = { kind: 'idle' };
const LOADING: ConferenceState = { kind: 'loading-library' };

/** The conference of this page: the client's signals with something to show before the client is there. */
@Injectable()
export class ConferenceStore {
  private readonly api = inject(Api);
  private readonly load = inject(CONFERENCE_PACKAGE);
  private readonly roomView = inject(RoomViewStore);
  private readonly name = inject(DisplayName);
  readonly client = signal<ConferenceClient | null>(null);
  /** Whether this installation records; known with the first grant. */
  readonly recordable = signal(false);
  private readonly own = signal<ConferenceState>(IDLE);
  private address: { roomName: string; as: ParticipantRole | undefined } | null = null;
  private loading: Promise<ConferenceClient> | null = null;
  /** Counts leaves: what was begun before one does not go on after it. */
  private leaves = 0;

  readonly state = computed(() => {
    const state = this.client()?.state() ?? IDLE;
    return state.kind === 'idle' ? this.own() : state;
  });
  readonly self = computed(() => this.client()?.self() ?? null);
  readonly remotes = computed(() => this.client()?.remotes() ?? []);
  readonly messages = computed(() => this.client()?.messages() ?? []);
  readonly quality = computed(() => this.client()?.quality() ?? 'unknown');
  readonly deviceError = computed(() => this.client()?.deviceError() ?? null);
  readonly sharingScreen = computed(() => this.client()?.sharingScreen() ?? false);
  readonly mediaUnavailable = computed(() => this.client()?.mediaUnavailable() ?? false);
  /** Who shares a screen, if anybody but this person does. */
  readonly presenter = computed(() => this.remotes().find((remote) => remote.screen) ?? null);

  constructor() {
    effect(() => {
      if (typeof this.client()?.firstRemoteMediaMs() === 'number') untracked(() => this.tellOfMedia());
    });
  }

  open(roomName: string, as: ParticipantRole | undefined): void {
    this.address = { roomName, as };
  }

  /** Fetches client, library and grant ahead of time. What goes wrong is met again by `enter`. */
  async prepare(): Promise<void> {
    const { leaves } = this;
    await this.ready()
      .then((client) => (leaves === this.leaves ? client.preload() : undefined))
      .catch(() => undefined);
  }

  /** What was prepared carries the name of before: everything is fetched anew. */
  async prepareAgain(): Promise<void> {
    void this.leave();
    await this.prepare();
  }

  /** Into the room; how it went is in `state`. */
  async enter(options: JoinOptions): Promise<void> {
    const { leaves } = this;
    this.own.set(LOADING);
    try {
      const client = await this.ready();
      if (leaves === this.leaves) await client.join(options);
      else stopTracks(options);
    } catch (failure) {
      stopTracks(options);
      if (leaves !== this.leaves) return;
      this.loading = null;
      const reason = failure instanceof Error ? failure.message : String(failure);
      const error = { code: 'library-unavailable', category: 'library', retryable: true, reason } as const;
      this.own.set({ kind: 'failed', error });
    }
  }

  /** Out of the room; a later `enter` begins anew. */
  async leave(): Promise<void> {
    const client = this.client();
    this.leaves += 1;
    this.client.set(null);
    this.loading = null;
    this.own.set(IDLE);
    await client?.leave();
  }

  async setMicrophone(on: boolean): Promise<void> {
    await this.client()?.setMicrophone(on);
  }

  async setCamera(on: boolean): Promise<void> {
    await this.client()?.setCamera(on);
  }

  async switchDevice(kind: 'microphone' | 'camera', deviceId: string): Promise<void> {
    await this.client()?.switchDevice(kind, deviceId);
  }

  /** From a click or key only: the browser asks for the screen. */
  async toggleScreenShare(): Promise<void> {
    const client = this.client();
    if (client?.sharingScreen()) await client.stopScreenShare();
    else await client?.startScreenShare();
  }

  sendChat(text: string): void {
    this.client()?.sendChat(text);
  }

  private ready(): Promise<ConferenceClient> {
    const { leaves } = this;
    this.loading ??= this.load().then((conference) => {
      const client = conference.createConferenceClient({
        fetchGrant: () => this.fetchGrant(conference.GrantRefusedError),
        now: () => this.roomView.serverTime(),
      });
      if (leaves === this.leaves) this.client.set(client);
      return client;
    });
    return this.loading;
  }

  /** A hint for whoever has to look at this session later; nothing here depends on it, and it is not told twice. */
  private tellOfMedia(): void {
    if (!this.address) return;
    const { roomName, as } = this.address;
    void this.api
      .call(conferenceRoutes.reportMedia, { params: { roomName }, query: { as } })
      .catch(() => undefined);
  }

  private async fetchGrant(Refused: ConferencePackage['GrantRefusedError']): Promise<RoomGrant> {
    if (!this.address) throw new Error('no room is open');
    const { roomName, as } = this.address;
    try {
      const grant = await this.api.call(conferenceRoutes.createRoomGrant, {
        params: { roomName },
        query: { as },
        body: { displayName: this.name.chosen() ?? undefined },
      });
      this.recordable.set(grant.recorderDomain !== null);
      return grant;
    } catch (failure) {
      const { code, message } = toApiError(failure);
      throw PASSING.includes(code) ? failure : new Refused(code, message);
    }
  }
}

/** Tracks of the device check that no client has taken over. */
function stopTracks({ tracks }: JoinOptions): void {
  tracks?.microphone?.stop();
  tracks?.camera?.stop();
}

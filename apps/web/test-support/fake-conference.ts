import { computed, signal } from '@angular/core';
import type {
  ChatMessage,
  ConferenceClient,
  ConferenceClientOptions,
  ConferenceError,
  ConferenceRecorder,
  ConferenceState,
  ConnectionQuality,
  JoinOptions,
  Participant,
  RecorderState,
} from '@greenroom/conference-client';

export const aPerson = (parts: Partial<Participant> = {}): Participant => ({
  id: 'endpoint-1',
  userId: 'user-1',
  name: 'Anna Kern',
  role: 'moderator',
  isSelf: false,
  audioMuted: false,
  videoMuted: false,
  speaking: false,
  audio: null,
  camera: null,
  screen: null,
  ...parts,
});

export const aMessage = (parts: Partial<ChatMessage> = {}): ChatMessage => ({
  id: 'message-1',
  from: { id: 'endpoint-1', userId: 'user-1', name: 'Anna Kern' },
  own: false,
  text: 'Hello',
  at: Date.parse('2026-11-22T10:00:00Z'),
  delivery: 'sent',
  ...parts,
});

/** A conference in which the specification says what happens, and which writes down what it was told to do. */
export class FakeConference implements ConferenceClient {
  readonly state = signal<ConferenceState>({ kind: 'idle' });
  readonly people = signal<readonly Participant[]>([]);
  readonly me = signal(aPerson({ id: 'self', userId: 'self', name: 'Mia Torres', isSelf: true }));
  readonly messages = signal<readonly ChatMessage[]>([]);
  readonly mediaUnavailable = signal(false);
  readonly quality = signal<ConnectionQuality>('unknown');
  readonly deviceError = signal<ConferenceError | null>(null);
  readonly sharingScreen = signal(false);
  readonly firstRemoteMediaMs = signal<number | null>(null);
  readonly self = computed(() => this.me());
  readonly remotes = computed(() => this.people());

  readonly recorderState = signal<RecorderState>({ kind: 'off', error: null });
  readonly hints = signal(0);
  recorderStarts = 0;
  hintsGiven = 0;

  readonly joins: JoinOptions[] = [];
  readonly sent: string[] = [];
  preloads = 0;
  leaves = 0;
  /** How long the room takes to hear the goodbye. */
  goodbye: Promise<void> = Promise.resolve();
  options: ConferenceClientOptions | undefined;

  /** What the conference store loads in place of the real package. */
  readonly load = () =>
    Promise.resolve({
      createConferenceClient: (options: ConferenceClientOptions) => {
        this.options = options;
        return this;
      },
      GrantRefusedError: class extends Error {
        constructor(readonly code: string) {
          super(code);
        }
      },
    });

  preload(): Promise<void> {
    this.preloads += 1;
    return Promise.resolve();
  }

  join(options: JoinOptions): Promise<void> {
    this.joins.push(options);
    this.me.update((me) => ({ ...me, audioMuted: !options.microphone, videoMuted: !options.camera }));
    this.state.set({ kind: this.people().length > 0 ? 'live' : 'waiting-alone' });
    return Promise.resolve();
  }

  leave(): Promise<void> {
    this.leaves += 1;
    this.state.set({ kind: 'left' });
    return this.goodbye;
  }

  setMicrophone(on: boolean): Promise<void> {
    this.me.update((me) => ({ ...me, audioMuted: !on }));
    return Promise.resolve();
  }

  setCamera(on: boolean): Promise<void> {
    this.me.update((me) => ({ ...me, videoMuted: !on }));
    return Promise.resolve();
  }

  switchDevice(): Promise<void> {
    return Promise.resolve();
  }

  startScreenShare(): Promise<boolean> {
    this.sharingScreen.set(true);
    return Promise.resolve(true);
  }

  stopScreenShare(): Promise<void> {
    this.sharingScreen.set(false);
    return Promise.resolve();
  }

  sendChat(text: string): void {
    this.sent.push(text);
  }

  removeParticipant(): void {
    throw new Error('nothing here removes anybody');
  }

  recorder(): Promise<ConferenceRecorder> {
    return Promise.resolve({
      state: this.recorderState,
      hints: this.hints,
      start: () => {
        this.recorderStarts += 1;
        return Promise.resolve();
      },
      hint: () => {
        this.hintsGiven += 1;
      },
    });
  }

  stats(): Promise<{ connections: [] }> {
    return Promise.resolve({ connections: [] });
  }
}

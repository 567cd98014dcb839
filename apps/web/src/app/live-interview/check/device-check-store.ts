import { computed, DestroyRef, inject, Injectable, type Signal, signal } from '@angular/core';
import type { JoinOptions } from '@greenroom/conference-client';
import { type CaptureKind, DeviceAccess, type DeviceProblem, type Opened } from '../devices/device-access';
import { type DeviceKind, DevicePreferences } from '../devices/device-preferences';

/** `off`: the person wants it so. */
export type CaptureState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'on'; readonly track: MediaStreamTrack }
  | { readonly kind: 'off' }
  | { readonly kind: 'problem'; readonly problem: DeviceProblem };

const BOTH: readonly CaptureKind[] = ['microphone', 'camera'];

/** Microphone and camera before the room: opened here once, and handed over to the conference as they are. */
@Injectable()
export class DeviceCheckStore {
  private readonly access = inject(DeviceAccess);
  private readonly preferences = inject(DevicePreferences);
  private readonly states = {
    microphone: signal<CaptureState>({ kind: 'off' }),
    camera: signal<CaptureState>({ kind: 'off' }),
  };
  /** Counts the questions for each device: the answer to an earlier one is not taken. */
  private readonly asked = { microphone: 0, camera: 0 };
  private started = false;

  readonly microphone: Signal<CaptureState> = this.states.microphone.asReadonly();
  readonly camera: Signal<CaptureState> = this.states.camera.asReadonly();
  readonly microphoneTrack = computed(() => trackOf(this.microphone()));
  readonly cameraTrack = computed(() => trackOf(this.camera()));
  /** Neither to be seen nor heard: this person can only listen. */
  readonly listenOnly = computed(() => BOTH.every((kind) => this.states[kind]().kind === 'problem'));
  /** The ids in use. */
  readonly microphoneId = computed(
    () => idOf(this.microphoneTrack()) ?? this.preferences.chosen().microphoneId,
  );
  readonly cameraId = computed(() => idOf(this.cameraTrack()) ?? this.preferences.chosen().cameraId);

  constructor() {
    inject(DestroyRef).onDestroy(() => this.stop());
  }

  /** Opens both, with one question of the browser. Once. */
  async start(): Promise<void> {
    if (this.started) return;
    this.started = true;
    await this.open(BOTH);
  }

  /** Once more where there was a problem. */
  async retry(): Promise<void> {
    await this.open(BOTH.filter((kind) => this.states[kind]().kind === 'problem'));
  }

  async toggle(kind: CaptureKind): Promise<void> {
    if (this.states[kind]().kind === 'on') this.put(kind, { kind: 'off' });
    else await this.open([kind]);
  }

  async choose(kind: DeviceKind, id: string): Promise<void> {
    this.preferences.choose(kind, id);
    if (kind !== 'speaker' && this.states[kind]().kind !== 'off') await this.open([kind]);
  }

  /** Gives the open tracks away: they go on living in the room. */
  handOver(): JoinOptions {
    const microphone = this.microphoneTrack() ?? undefined;
    const camera = this.cameraTrack() ?? undefined;
    for (const kind of BOTH) this.states[kind].set({ kind: 'off' });
    this.started = false;
    return { microphone: Boolean(microphone), camera: Boolean(camera), tracks: { microphone, camera } };
  }

  stop(): void {
    for (const kind of BOTH) this.put(kind, { kind: 'off' });
    this.started = false;
  }

  private async open(kinds: readonly CaptureKind[]): Promise<void> {
    if (kinds.length === 0) return;
    const turns = kinds.map((kind) => {
      this.put(kind, { kind: 'starting' });
      return { kind, turn: ++this.asked[kind] };
    });
    const { microphoneId, cameraId } = this.preferences.chosen();
    const opened = await this.access.open(kinds, { microphone: microphoneId, camera: cameraId });
    for (const { kind, turn } of turns) this.take(kind, turn, opened[kind] ?? 'missing');
    await this.preferences.refresh();
  }

  private take(kind: CaptureKind, turn: number, opened: Opened): void {
    // Left, switched off, or another device chosen while the browser was still asking.
    if (this.states[kind]().kind !== 'starting' || turn !== this.asked[kind]) {
      if (typeof opened !== 'string') opened.stop();
      return;
    }
    if (typeof opened === 'string') {
      this.put(kind, { kind: 'problem', problem: opened });
      return;
    }
    opened.addEventListener('ended', () => {
      if (trackOf(this.states[kind]()) === opened) this.put(kind, { kind: 'problem', problem: 'lost' });
    });
    this.put(kind, { kind: 'on', track: opened });
  }

  private put(kind: CaptureKind, state: CaptureState): void {
    trackOf(this.states[kind]())?.stop();
    this.states[kind].set(state);
  }
}

const trackOf = (state: CaptureState): MediaStreamTrack | null => (state.kind === 'on' ? state.track : null);

const idOf = (track: MediaStreamTrack | null): string | undefined => track?.getSettings().deviceId;

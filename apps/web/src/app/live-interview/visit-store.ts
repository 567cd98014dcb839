import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { Router } from '@angular/router';
import type { ConferenceState, JoinOptions } from '@greenroom/conference-client';
import type { ErrorCode, ParticipantRole } from '@greenroom/contracts';
import { TranslocoService } from '@jsverse/transloco';
import { Announcer } from '../platform/announcer';
import { ConferenceStore } from './conference-store';
import { DevicePreferences } from './devices/device-preferences';
import { DisplayName } from './display-name';
import { EntryMemory } from './entry-memory';
import { RoomViewStore } from './room-view-store';
import { wayOutOf } from './way-out';

/** Where the person is: before the door, inside, or outside again by their own wish. */
export type Place = 'before' | 'inside' | 'left';

/** One visit of one person: in, perhaps out and in again, and on to what follows the interview. */
@Injectable()
export class VisitStore {
  private readonly router = inject(Router);
  private readonly announcer = inject(Announcer);
  private readonly transloco = inject(TranslocoService);
  private readonly roomView = inject(RoomViewStore);
  private readonly conference = inject(ConferenceStore);
  private readonly preferences = inject(DevicePreferences);
  private readonly memory = inject(EntryMemory);
  private readonly name = inject(DisplayName);

  private readonly standing = signal<Place>('before');
  private readonly key = signal('');
  private movingOn = false;

  readonly place = this.standing.asReadonly();
  /** Where this person goes after the interview. */
  readonly wayOut = computed(() => wayOutOf(this.roomView.room()));

  constructor() {
    effect(() => {
      const inside = this.standing() === 'inside';
      const talking = this.conference.remotes().length > 0 && Boolean(this.roomView.room()?.startedAt);
      this.roomView.attention.set(inside ? (talking ? 'talking' : 'waiting') : 'calm');
    });
    effect(() => this.remember());
    effect(() => {
      if (this.standing() === 'before') return;
      const status = this.roomView.room()?.status;
      const closed = isClosed(this.conference.state());
      untracked(() => {
        if (status === 'completed' || status === 'no-show') void this.moveOn();
        else if (status === 'cancelled') this.stepOut('before');
        else if (closed) void this.followClosedRoom();
      });
    });
  }

  open(roomName: string, as: ParticipantRole | undefined): void {
    this.key.set(`${roomName}.${as ?? 'self'}`);
    this.name.open(this.key());
    this.conference.open(roomName, as);
  }

  /** After a reload: back to where the person was, without asking. Answers whether that was inside. */
  resume(): boolean {
    const entry = this.memory.recall(this.key());
    if (!entry || this.standing() !== 'before') return false;
    void this.join(entry);
    return true;
  }

  async join(options: JoinOptions): Promise<void> {
    this.standing.set('inside');
    this.memory.keep(this.key(), { microphone: options.microphone, camera: options.camera });
    const { microphoneId, cameraId } = this.preferences.chosen();
    await this.conference.enter({
      ...options,
      devices: { microphoneId: microphoneId ?? undefined, cameraId: cameraId ?? undefined },
    });
  }

  /** Once more, with microphone and camera as they were. */
  async retry(): Promise<void> {
    await this.join(this.memory.recall(this.key()) ?? { microphone: true, camera: true });
  }

  leave(): void {
    this.stepOut('left');
  }

  /** @throws ApiError when the server could not end it; the person stays in the room. */
  async endForEveryone(): Promise<void> {
    await this.roomView.end();
    await this.follow();
  }

  /** The page goes away, perhaps only for a reload: the memory stays. */
  async suspend(): Promise<void> {
    await this.conference.leave();
  }

  /** The person goes to another page: they do not want to be led back in. */
  async close(): Promise<void> {
    this.memory.forget(this.key());
    await this.conference.leave();
  }

  /** The server closed the room: because it is over, or because the interview was cancelled. */
  private async followClosedRoom(): Promise<void> {
    await this.roomView.refresh();
    await this.follow();
  }

  private async follow(): Promise<void> {
    if (this.roomView.room()?.status !== 'cancelled') await this.moveOn();
  }

  private async moveOn(): Promise<void> {
    if (this.movingOn) return;
    this.movingOn = true;
    this.stepOut('left');
    this.announcer.announce(this.transloco.translate('live.room.ended'));
    await this.router.navigateByUrl(this.wayOut().path, { replaceUrl: true });
  }

  /** Out at once; the goodbye to the room may take its time. */
  private stepOut(place: Place): void {
    this.memory.forget(this.key());
    this.standing.set(place);
    void this.conference.leave();
  }

  /** What a reload brings back is what is on now; nothing, once another tab or a moderator took the place. */
  private remember(): void {
    const state = this.conference.state().kind;
    const self = this.conference.self();
    if (this.standing() !== 'inside') return;
    if (state === 'replaced' || state === 'kicked') this.memory.forget(this.key());
    else if (self && (state === 'live' || state === 'waiting-alone')) {
      this.memory.keep(this.key(), { microphone: !self.audioMuted, camera: !self.videoMuted });
    }
  }
}

/** The server closed the room: it said so inside, or by letting nobody back in. */
function isClosed(state: ConferenceState): boolean {
  if (state.kind === 'ended') return true;
  return state.kind === 'refused' && state.error.reason === ('interview-over' satisfies ErrorCode);
}

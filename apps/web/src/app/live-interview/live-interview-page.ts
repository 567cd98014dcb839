import { Component, computed, DestroyRef, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { participantRoleSchema } from '@greenroom/contracts';
import { TranslocoDirective } from '@jsverse/transloco';
import { BrandingStore } from '../branding/branding-store';
import { DeviceCheck } from './check/device-check';
import { DeviceCheckStore } from './check/device-check-store';
import { ConferenceStore } from './conference-store';
import { DeviceAccess } from './devices/device-access';
import { DevicePreferences } from './devices/device-preferences';
import { DisplayName } from './display-name';
import { ClosedDoor } from './doors/closed-door';
import { OutsideDoor } from './doors/outside-door';
import { UnavailableDoor } from './doors/unavailable-door';
import { EntryMemory } from './entry-memory';
import { LiveRoom } from './room/live-room';
import { RoomViewStore } from './room-view-store';
import { VisitStore } from './visit-store';

/** States in which the person is not in the room any more, and reads why. */
const OUTSIDE: readonly string[] = ['replaced', 'kicked', 'refused', 'failed'];

/** The whole way of one person through one room. Its state is provided here and ends with the page. */
@Component({
  selector: 'gr-live-interview-page',
  imports: [RouterLink, TranslocoDirective, ClosedDoor, DeviceCheck, LiveRoom, OutsideDoor, UnavailableDoor],
  providers: [
    ConferenceStore,
    DeviceAccess,
    DeviceCheckStore,
    DevicePreferences,
    DisplayName,
    EntryMemory,
    RoomViewStore,
    VisitStore,
  ],
  templateUrl: './live-interview-page.html',
  styleUrl: './live-interview-page.scss',
  host: {
    '(window:pagehide)': 'visit.suspend()',
    '(window:pageshow)': 'comeBack($event)',
  },
})
export class LiveInterviewPage {
  readonly roomName = input.required<string>();
  /** `candidate` or `interviewer`, where a browser may hold both sessions. */
  readonly as = input<string>();
  /** Set to test devices only, also days ahead. */
  readonly check = input<string>();

  protected readonly visit = inject(VisitStore);
  protected readonly conference = inject(ConferenceStore);
  protected readonly roomView = inject(RoomViewStore);
  protected readonly branding = inject(BrandingStore);
  private readonly deviceCheck = inject(DeviceCheckStore);

  protected readonly side = computed(() => participantRoleSchema.safeParse(this.as()).data);
  protected readonly testing = signal(false);
  /** What is shown. */
  protected readonly view = computed(() => {
    const phase = this.roomView.phase();
    if (phase.kind === 'loading' || phase.kind === 'unavailable') return phase.kind;
    if (this.visit.place() === 'inside') {
      return OUTSIDE.includes(this.conference.state().kind) ? 'outside' : 'room';
    }
    if (this.visit.place() === 'left' && phase.kind === 'open') return 'outside';
    if (phase.kind === 'open') return 'check';
    return phase.kind === 'too-early' && this.testing() ? 'check' : phase.kind;
  });
  protected readonly opensIn = computed(() => {
    const room = this.roomView.room();
    return room ? (Date.parse(room.opensAt) - this.roomView.now()) / 1000 : 0;
  });

  constructor() {
    effect(() => {
      const roomName = this.roomName();
      const side = this.side();
      this.testing.set(this.check() !== undefined);
      untracked(() => {
        this.visit.open(roomName, side);
        void this.roomView.open(roomName, side);
      });
    });
    effect(() => {
      const open = this.roomView.phase().kind === 'open';
      untracked(() => {
        // Days ahead only devices are tested; once the room is open, everything is made ready to go in.
        if (open && this.visit.place() === 'before' && !this.visit.resume()) void this.conference.prepare();
      });
    });
    inject(DestroyRef).onDestroy(() => void this.visit.close());
  }

  protected join(): void {
    void this.visit.join(this.deviceCheck.handOver());
  }

  /** The browser kept the page as it was and shows it again: the connection is gone. */
  protected comeBack(event: PageTransitionEvent): void {
    if (event.persisted && this.visit.place() === 'inside') void this.visit.retry();
  }
}

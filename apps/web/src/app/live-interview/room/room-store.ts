import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { Announcer } from '../../platform/announcer';
import { tabStorage } from '../../platform/browser-storage';
import { ConferenceStore } from '../conference-store';
import { RoomViewStore } from '../room-view-store';

export type Panel = 'chat' | 'settings' | 'brief';
const CORNERS = ['top-left', 'top-right', 'bottom-right', 'bottom-left'] as const;
export type Corner = (typeof CORNERS)[number];
export type Direction = 'left' | 'right' | 'up' | 'down';

const READ_UNTIL = 'chat-read-until';

/** How the person has arranged the room: which panel is open, what they have read, where their own tile is. */
@Injectable()
export class RoomStore {
  private readonly conference = inject(ConferenceStore);
  private readonly roomView = inject(RoomViewStore);
  private readonly announcer = inject(Announcer);
  private readonly transloco = inject(TranslocoService);

  private readonly opened = signal<Panel | null>(null);
  /** Until when the chat was read, by the server's time: after a reload the room repeats what was said. */
  private readonly readUntil = signal(Number(tabStorage.read(READ_UNTIL) ?? 0));
  private readonly place = signal<Corner>('bottom-right');

  readonly panel = this.opened.asReadonly();
  readonly corner = this.place.asReadonly();
  /** Whether the own tile is put away. */
  readonly selfHidden = signal(false);
  private readonly received = computed(() => this.conference.messages().filter(({ own }) => !own));
  /** Messages of others that were not on the screen yet. */
  readonly unread = computed(() => this.received().filter(({ at }) => at > this.readUntil()).length);

  constructor() {
    effect(() => {
      const received = this.received();
      const reading = this.opened() === 'chat';
      untracked(() => {
        if (reading) this.markRead();
        else if (received.length > 0 && this.unread() > 0) this.announceLatest();
      });
    });
  }

  open(panel: Panel): void {
    this.opened.set(panel);
  }

  toggle(panel: Panel): void {
    this.opened.update((before) => (before === panel ? null : panel));
  }

  close(): void {
    this.opened.set(null);
  }

  moveSelfTo(corner: Corner): void {
    this.place.set(corner);
  }

  moveSelf(direction: Direction): void {
    const [block, inline] = this.place().split('-');
    const vertical = direction === 'up' ? 'top' : direction === 'down' ? 'bottom' : block;
    const horizontal = direction === 'left' || direction === 'right' ? direction : inline;
    const corner = CORNERS.find((candidate) => candidate === `${vertical}-${horizontal}`);
    if (corner) this.place.set(corner);
  }

  private markRead(): void {
    const now = this.roomView.serverTime();
    this.readUntil.set(now);
    tabStorage.write(READ_UNTIL, String(now));
  }

  private announceLatest(): void {
    const latest = this.received().at(-1);
    if (!latest) return;
    this.announcer.announce(
      this.transloco.translate('live.chat.new', { name: latest.from.name, count: this.unread() }),
    );
  }
}

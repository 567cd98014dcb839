import { computed, effect, inject, Injectable, untracked } from '@angular/core';
import { RoomViewStore } from '../room-view-store';
import { RoomNews } from './room-news';

/** Seconds before the end at which the clock turns amber. */
const WARNING_SECONDS = 300;

/** How long the interview has been going, and how long it still may; by the server's clock. */
@Injectable()
export class InterviewClock {
  private readonly roomView = inject(RoomViewStore);
  private readonly news = inject(RoomNews);
  private warned = false;

  /** Seconds since both sides were there for the first time; null before. */
  readonly elapsed = computed(() => {
    const startedAt = this.roomView.room()?.startedAt;
    return startedAt ? Math.max(0, Math.floor((this.roomView.now() - Date.parse(startedAt)) / 1000)) : null;
  });
  readonly planned = computed(() => this.roomView.room()?.plannedSeconds ?? 0);
  /** Seconds to the planned end, or to the closing of the room where that is sooner; null before the start. */
  readonly left = computed(() => {
    const room = this.roomView.room();
    const elapsed = this.elapsed();
    if (!room || elapsed === null) return null;
    const untilClosing = Math.floor((Date.parse(room.closesAt) - this.roomView.now()) / 1000);
    return Math.min(this.planned() - elapsed, untilClosing);
  });
  readonly isEnding = computed(() => (this.left() ?? Infinity) <= WARNING_SECONDS);

  constructor() {
    effect(() => {
      const ending = this.isEnding();
      untracked(() => {
        const left = this.left() ?? 0;
        if (!ending || this.warned || left <= 0) return;
        this.warned = true;
        this.news.tell('live.room.minutes-left', { minutes: Math.ceil(left / 60) });
      });
    });
  }
}

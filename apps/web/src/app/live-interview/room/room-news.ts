import { DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import type { ConferenceState } from '@greenroom/conference-client';
import { TranslocoService } from '@jsverse/transloco';
import { Announcer } from '../../platform/announcer';
import { ConferenceStore } from '../conference-store';

/** How long a piece of news stays, milliseconds. */
const STAY = 5000;

export interface News {
  readonly id: number;
  readonly text: string;
}

/** Tells what just happened in the room: who came, who went, that the connection is back. Seen and read aloud. */
@Injectable()
export class RoomNews {
  private readonly conference = inject(ConferenceStore);
  private readonly announcer = inject(Announcer);
  private readonly transloco = inject(TranslocoService);
  private readonly items = signal<readonly News[]>([]);
  private readonly timers = new Set<ReturnType<typeof setTimeout>>();
  private people = new Map<string, string>();
  private before: ConferenceState['kind'] = 'idle';
  private count = 0;

  /** Newest last. */
  readonly news = this.items.asReadonly();

  constructor() {
    effect(() => {
      const people = new Map(this.conference.remotes().map(({ id, userId, name }) => [userId ?? id, name]));
      const { kind } = this.conference.state();
      untracked(() => {
        this.compareStates(kind);
        // During a drop the list empties although nobody left.
        if (kind === 'live' || kind === 'waiting-alone') this.comparePeople(people);
      });
    });
    inject(DestroyRef).onDestroy(() => this.timers.forEach((timer) => clearTimeout(timer)));
  }

  tell(key: string, values: Record<string, unknown> = {}): void {
    const text = this.transloco.translate(key, values);
    const id = ++this.count;
    this.announcer.announce(text);
    this.items.update((items) => [...items, { id, text }].slice(-2));
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.items.update((items) => items.filter((item) => item.id !== id));
    }, STAY);
    this.timers.add(timer);
  }

  private compareStates(kind: ConferenceState['kind']): void {
    if (kind === 'reconnecting' && this.before !== 'reconnecting') {
      this.announcer.announce(this.transloco.translate('live.room.reconnecting'));
    }
    const isBack = kind === 'live' || kind === 'waiting-alone';
    if (isBack && this.before === 'reconnecting') this.tell('live.room.resumed');
    this.before = kind;
  }

  private comparePeople(people: Map<string, string>): void {
    for (const [id, name] of people) if (!this.people.has(id)) this.tell('live.room.joined', { name });
    for (const [id, name] of this.people) if (!people.has(id)) this.tell('live.room.left', { name });
    this.people = people;
  }
}

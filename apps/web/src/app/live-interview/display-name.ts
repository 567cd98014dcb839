import { inject, Injectable, signal } from '@angular/core';
import { displayNameSchema } from '@greenroom/contracts';
import { tabStorage } from '../platform/browser-storage';
import { RoomViewStore } from './room-view-store';

/** How the person wants to be called in this room: their own name until they choose another. Remembered in this tab. */
@Injectable()
export class DisplayName {
  private readonly roomView = inject(RoomViewStore);
  private readonly choice = signal<string | null>(null);
  private place = '';

  /** What was chosen; null while it is the person's own name. */
  readonly chosen = this.choice.asReadonly();

  open(place: string): void {
    this.place = place;
    this.choice.set(displayNameSchema.safeParse(tabStorage.read(this.key)).data ?? null);
  }

  /** What is no name, as an empty field, stands for the own one. Answers whether that is a change. */
  choose(text: string): boolean {
    const name = displayNameSchema.safeParse(text).data;
    const choice = name === undefined || name === this.roomView.room()?.selfName ? null : name;
    if (choice === this.choice()) return false;
    this.choice.set(choice);
    if (choice === null) tabStorage.remove(this.key);
    else tabStorage.write(this.key, choice);
    return true;
  }

  private get key(): string {
    return `name.${this.place}`;
  }
}

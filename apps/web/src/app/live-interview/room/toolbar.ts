import { Component, computed, inject, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { RoomIcon } from '../room-icon';
import { RoomCommands } from './room-commands';
import { RoomStore } from './room-store';
import { SingleKeys } from './single-keys';

/** Everything one does in the room, in one bar; what ends it stands apart and is red. */
@Component({
  selector: 'gr-toolbar',
  imports: [TranslocoDirective, RoomIcon],
  templateUrl: './toolbar.html',
  styleUrl: './toolbar.scss',
})
export class Toolbar {
  protected readonly commands = inject(RoomCommands);
  protected readonly room = inject(RoomStore);
  private readonly keys = inject(SingleKeys);
  readonly endAsked = output();

  protected readonly badge = computed(() => {
    const unread = this.room.unread();
    return unread > 9 ? '9+' : String(unread);
  });

  /** A button's name, with the key that does the same. */
  protected tip(name: string, key: string): string {
    return this.keys.on() ? `${name} (${key})` : name;
  }
}

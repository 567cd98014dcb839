import { Component, computed, inject, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { RoomIcon } from '../room-icon';
import { RoomCommands } from './room-commands';
import { RoomStore } from './room-store';

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
  readonly endAsked = output();

  protected readonly badge = computed(() => {
    const unread = this.room.unread();
    return unread > 9 ? '9+' : String(unread);
  });
}

import { Component, input } from '@angular/core';
import { RoomIcon, type RoomIconName } from '../room-icon';

/** A page with one message and the next step (projected): before a closed room, or outside it again. */
@Component({
  selector: 'gr-door',
  imports: [RoomIcon],
  template: `
    <span class="sign"><gr-room-icon [name]="icon()" [size]="30" /></span>
    <h1>{{ heading() }}</h1>
    @if (text(); as words) {
      <p class="text">{{ words }}</p>
    }
    <ng-content select="[doorBody]" />
    <div class="actions"><ng-content /></div>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: center;
      gap: var(--gr-space-4);
      inline-size: 100%;
      max-inline-size: 34rem;
      margin: auto;
      padding: var(--gr-space-10) var(--gr-space-4);
      text-align: center;
    }

    .sign {
      display: grid;
      place-items: center;
      inline-size: 72px;
      block-size: 72px;
      margin-block-end: var(--gr-space-2);
      border-radius: var(--gr-radius-m);
      background: var(--mat-sys-primary-container);
      color: var(--mat-sys-on-primary-container);
    }

    :host([data-tone='attention']) .sign {
      background: var(--mat-sys-tertiary-container);
      color: var(--mat-sys-on-tertiary-container);
    }

    .text {
      max-inline-size: 44ch;
      color: var(--mat-sys-on-surface-variant);
    }

    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: var(--gr-space-3);
      justify-content: center;
      margin-block-start: var(--gr-space-4);

      &:empty {
        display: none;
      }
    }
  `,
  host: { '[attr.data-tone]': 'tone()' },
})
export class Door {
  readonly icon = input.required<RoomIconName>();
  readonly heading = input.required<string>();
  readonly text = input<string>();
  readonly tone = input<'calm' | 'attention'>('calm');
}

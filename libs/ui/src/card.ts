import { Component, input } from '@angular/core';
import { Heading, type HeadingLevel } from './heading';

/** A surface one tone above the page, with an optional heading. */
@Component({
  selector: 'gr-card',
  imports: [Heading],
  template: `
    @if (heading(); as text) {
      <gr-heading class="heading" [level]="level()">{{ text }}</gr-heading>
    }
    <ng-content />
  `,
  styles: `
    .heading {
      margin-block-end: var(--gr-space-4);
      font-size: var(--gr-text-l);
    }
  `,
  host: { class: 'gr-card' },
})
export class Card {
  readonly heading = input<string>();
  readonly level = input<HeadingLevel>('h2');
}

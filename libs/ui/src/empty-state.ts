import { Component, input } from '@angular/core';
import { Heading, type HeadingLevel } from './heading';

/** Nothing is here yet: says so, and offers the next step (projected). */
@Component({
  selector: 'gr-empty-state',
  imports: [Heading],
  template: `
    <svg viewBox="0 0 96 64" aria-hidden="true">
      <rect class="back" x="8" y="10" width="80" height="50" rx="12" />
      <path class="line" d="M24 28h32M24 40h20" />
      <circle class="sun" cx="72" cy="22" r="10" />
    </svg>
    <gr-heading class="heading" [level]="level()">{{ heading() }}</gr-heading>
    @if (text(); as sentence) {
      <p>{{ sentence }}</p>
    }
    <div class="actions"><ng-content /></div>
  `,
  styleUrl: './state.scss',
})
export class EmptyState {
  readonly heading = input.required<string>();
  readonly text = input<string>();
  readonly level = input<HeadingLevel>('h2');
}

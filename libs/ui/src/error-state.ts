import { Component, input, output } from '@angular/core';
import { Heading, type HeadingLevel } from './heading';

/** Something failed: says what, and offers to try again. Further ways out are projected. */
@Component({
  selector: 'gr-error-state',
  imports: [Heading],
  template: `
    <svg viewBox="0 0 96 64" aria-hidden="true">
      <rect class="back" x="8" y="10" width="80" height="50" rx="12" />
      <path class="line" d="M24 36h14M58 36h14" />
      <path class="gap" d="m42 42 12-12" />
    </svg>
    <gr-heading class="heading" [level]="level()">{{ heading() }}</gr-heading>
    @if (text(); as sentence) {
      <p>{{ sentence }}</p>
    }
    @if (reference(); as id) {
      <p class="reference">{{ id }}</p>
    }
    <div class="actions">
      @if (retryLabel(); as label) {
        <button class="gr-button gr-button-tonal" type="button" (click)="retry.emit()">{{ label }}</button>
      }
      <ng-content />
    </div>
  `,
  styleUrl: './state.scss',
  host: { role: 'alert' },
})
export class ErrorState {
  readonly heading = input.required<string>();
  readonly text = input<string>();
  readonly level = input<HeadingLevel>('h2');
  /** What the person can quote to support, for example a correlation id. */
  readonly reference = input<string | null>(null);
  /** Without a label there is nothing to try again. */
  readonly retryLabel = input<string>();
  readonly retry = output();
}

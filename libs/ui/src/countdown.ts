import { Component, computed, input } from '@angular/core';

/**
 * What is left, large and with figures that do not jump. It shows a text made by the caller; screen readers are not
 * told every second, but can read it at any time.
 */
@Component({
  selector: 'gr-countdown',
  template: `
    <span class="label">{{ label() }}</span>
    <span class="value" role="timer">{{ text() }}</span>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--gr-space-1);
    }

    .label {
      color: var(--mat-sys-on-surface-variant);
    }

    .value {
      font-size: var(--gr-text-xxl);
      font-weight: 620;
      font-variant-numeric: tabular-nums;
      letter-spacing: -0.02em;
      line-height: 1.15;
    }

    :host([data-urgent='true']) .value {
      color: var(--mat-sys-tertiary);
    }
  `,
  host: { '[attr.data-urgent]': 'urgent()' },
})
export class Countdown {
  readonly label = input.required<string>();
  /** The remaining time, formatted for the person. */
  readonly text = input.required<string>();
  readonly seconds = input.required<number>();
  /** Amber from this many seconds on. */
  readonly urgentBelow = input(0);

  protected readonly urgent = computed(() => this.seconds() < this.urgentBelow());
}

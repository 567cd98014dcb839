import { Component, computed, input } from '@angular/core';

/** Grey shapes where content is about to be. Screen readers hear the label once. */
@Component({
  selector: 'gr-skeleton',
  template: `
    <span class="gr-hidden">{{ label() }}</span>
    @for (row of rows(); track row) {
      <span class="row" aria-hidden="true" [style.block-size]="height()"></span>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--gr-space-4);
    }

    .row {
      border-radius: var(--gr-radius-s);
      background: var(--mat-sys-surface-container-high);
      animation: breathe 1.6s ease-in-out infinite alternate;
    }

    @keyframes breathe {
      to {
        opacity: 0.45;
      }
    }
  `,
  host: { role: 'status' },
})
export class Skeleton {
  /** What is being loaded, for example "Loading interviews". */
  readonly label = input.required<string>();
  readonly count = input(3);
  /** Height of one shape as a CSS length. */
  readonly height = input('4.5rem');

  protected readonly rows = computed(() => Array.from({ length: this.count() }, (_, index) => index));
}

import { Component, input } from '@angular/core';

/** calm: as planned; active: happening now; attention: something is to be done; loss: it did not work out. */
export type StatusTone = 'calm' | 'active' | 'attention' | 'loss' | 'quiet';

/** A short state in words; the colour only underlines it. */
@Component({
  selector: 'gr-status-chip',
  template: `<span class="dot" aria-hidden="true"></span><ng-content />`,
  styles: `
    :host {
      --_background: var(--mat-sys-surface-container-high);
      --_text: var(--mat-sys-on-surface-variant);

      display: inline-flex;
      align-items: center;
      gap: var(--gr-space-2);
      padding: var(--gr-space-1) var(--gr-space-3);
      border-radius: var(--gr-radius-full);
      background: var(--_background);
      color: var(--_text);
      font-size: var(--gr-text-s);
      font-weight: 560;
      line-height: 1.4;
      white-space: nowrap;
    }

    .dot {
      inline-size: 8px;
      block-size: 8px;
      border-radius: 50%;
      background: currentColor;
    }

    :host([data-tone='calm']) {
      --_background: var(--mat-sys-secondary-container);
      --_text: var(--mat-sys-on-secondary-container);
    }

    :host([data-tone='active']) {
      --_background: var(--mat-sys-primary);
      --_text: var(--mat-sys-on-primary);
    }

    :host([data-tone='attention']) {
      --_background: var(--mat-sys-tertiary-container);
      --_text: var(--mat-sys-on-tertiary-container);
    }

    :host([data-tone='loss']) {
      --_background: var(--mat-sys-error-container);
      --_text: var(--mat-sys-on-error-container);
    }
  `,
  host: { '[attr.data-tone]': 'tone()' },
})
export class StatusChip {
  readonly tone = input<StatusTone>('quiet');
}

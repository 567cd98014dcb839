import { Component, input } from '@angular/core';

/** The title of a page, one sentence below it, and actions at its side (projected). */
@Component({
  selector: 'gr-page-header',
  template: `
    <div>
      <h1>{{ heading() }}</h1>
      @if (text(); as lead) {
        <p>{{ lead }}</p>
      }
    </div>
    <ng-content />
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: var(--gr-space-4) var(--gr-space-8);
      align-items: end;
      justify-content: space-between;
      margin-block-end: var(--gr-space-8);
    }

    p {
      max-inline-size: 60ch;
      margin-block-start: var(--gr-space-2);
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class PageHeader {
  readonly heading = input.required<string>();
  readonly text = input<string>();
}

import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Theme } from './branding/theme';
import { Announcer } from './platform/announcer';
import { Connectivity } from './platform/connectivity';

/** The root: the page, the one live region, and the notice that there is no network. */
@Component({
  selector: 'gr-root',
  imports: [RouterOutlet, TranslocoDirective],
  template: `
    <router-outlet />
    <div class="gr-hidden" role="status" aria-live="polite">{{ announcer.message() }}</div>
    <div class="offline" role="alert" *transloco="let t">
      @if (!connectivity.online()) {
        <p>{{ t('shell.offline') }}</p>
      }
    </div>
  `,
  styles: `
    :host {
      display: contents;
    }

    .offline p {
      position: fixed;
      inset-block-end: var(--gr-space-4);
      inset-inline: 0;
      margin-inline: auto;
      inline-size: fit-content;
      max-inline-size: calc(100vw - 2 * var(--gr-space-4));
      padding: var(--gr-space-3) var(--gr-space-5);
      border-radius: var(--gr-radius-s);
      background: var(--mat-sys-inverse-surface);
      color: var(--mat-sys-inverse-on-surface);
      z-index: 20;
    }
  `,
})
export class App {
  protected readonly announcer = inject(Announcer);
  protected readonly connectivity = inject(Connectivity);

  constructor() {
    inject(Theme);
  }
}

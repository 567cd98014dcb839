import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { BrandingStore } from '../../branding/branding-store';
import { SiteHeader } from './site-header';

/** Header, page and footer of the portal. The live interview has no part in it. */
@Component({
  selector: 'gr-portal-layout',
  imports: [RouterOutlet, SiteHeader, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <a class="skip" href="#main" (click)="skip($event, main)">{{ t('shell.skip') }}</a>
      <gr-site-header />
      <main id="main" #main><router-outlet /></main>
      <footer>
        <div class="inner">
          <p>{{ t('shell.footer', { name: branding.name() }) }}</p>
          @if (branding.supportEmail(); as email) {
            <a [href]="'mailto:' + email">{{ t('shell.support') }}</a>
          }
        </div>
      </footer>
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      min-block-size: 100dvh;
    }

    main {
      flex: 1;
      display: flow-root;
    }

    .skip {
      position: absolute;
      inset-block-start: var(--gr-space-2);
      inset-inline-start: var(--gr-space-2);
      padding: var(--gr-space-3) var(--gr-space-5);
      border-radius: var(--gr-radius-full);
      background: var(--mat-sys-primary);
      color: var(--mat-sys-on-primary);
      z-index: 30;

      &:not(:focus) {
        transform: translateY(-200%);
      }
    }

    footer {
      border-block-start: var(--gr-line);
      color: var(--mat-sys-on-surface-variant);
      font-size: var(--gr-text-s);
    }

    .inner {
      display: flex;
      flex-wrap: wrap;
      gap: var(--gr-space-2) var(--gr-space-6);
      justify-content: space-between;
      max-inline-size: calc(var(--gr-page) + 2 * var(--gr-space-6));
      margin-inline: auto;
      padding: var(--gr-space-6);

      > * {
        display: flex;
        align-items: center;
        min-block-size: var(--gr-target);
      }
    }

    @media (max-width: 599px) {
      .inner {
        padding: var(--gr-space-5) var(--gr-space-4);
      }
    }
  `,
})
export class PortalLayout {
  protected readonly branding = inject(BrandingStore);

  /** With a base address, a plain fragment link would leave the page. */
  protected skip(event: Event, main: HTMLElement): void {
    event.preventDefault();
    main.setAttribute('tabindex', '-1');
    main.focus();
  }
}

import { Component, DOCUMENT, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ErrorState } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';

/** Shown in place of a page that could not be opened; the address stays, so a reload tries it again. */
@Component({
  selector: 'gr-error-page',
  imports: [ErrorState, RouterLink, TranslocoDirective],
  template: `
    <div class="gr-page gr-page-narrow" *transloco="let t">
      <gr-error-state
        level="h1"
        [heading]="t('shell.error.heading')"
        [text]="t('shell.error.text')"
        [retryLabel]="t('shell.retry')"
        (retry)="reload()"
      >
        <a class="gr-button gr-button-text" routerLink="/">{{ t('shell.to-start') }}</a>
      </gr-error-state>
    </div>
  `,
})
export class ErrorPage {
  private readonly document = inject(DOCUMENT);

  protected reload(): void {
    this.document.defaultView?.location.reload();
  }
}

import { Component, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

/** Asking again failed, so what the page shows may be out of date. */
@Component({
  selector: 'gr-stale-notice',
  imports: [TranslocoDirective],
  template: `
    <p class="gr-notice gr-small" role="status" *transloco="let t">
      {{ t('shell.stale') }}
      <button class="gr-button gr-button-text" type="button" (click)="retry.emit()">
        {{ t('shell.retry') }}
      </button>
    </p>
  `,
})
export class StaleNotice {
  readonly retry = output();
}

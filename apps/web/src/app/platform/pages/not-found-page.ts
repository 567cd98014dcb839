import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { EmptyState } from '@greenroom/ui';

@Component({
  selector: 'gr-not-found-page',
  imports: [EmptyState, RouterLink, TranslocoDirective],
  template: `
    <div class="gr-page gr-page-narrow" *transloco="let t">
      <gr-empty-state level="h1" [heading]="t('shell.not-found.heading')" [text]="t('shell.not-found.text')">
        <a class="gr-button" routerLink="/">{{ t('shell.to-start') }}</a>
      </gr-empty-state>
    </div>
  `,
})
export class NotFoundPage {}

import { Component, input, output } from '@angular/core';
import { ErrorState } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ApiErrorCode } from '../platform/api-error';

/** expired: its interview is long over; invalid: wrong, incomplete or replaced by a newer one; missing: no link was used. */
export type LinkProblemKind = 'expired' | 'invalid' | 'missing' | 'failed';

/** What a failed call means for somebody who came by a link. */
export function linkProblem(code: ApiErrorCode): LinkProblemKind {
  if (code === 'link-expired') return 'expired';
  if (code === 'link-invalid' || code === 'invalid-request') return 'invalid';
  return code === 'unauthenticated' || code === 'not-found' || code === 'forbidden' ? 'missing' : 'failed';
}

/** A link that does not lead on, and what to do about it. */
@Component({
  selector: 'gr-link-problem',
  imports: [ErrorState, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <gr-error-state
        level="h1"
        [heading]="t('interviewer.link.' + kind() + '.heading')"
        [text]="t('interviewer.link.' + kind() + '.text')"
        [retryLabel]="kind() === 'failed' ? t('shell.retry') : undefined"
        (retry)="retry.emit()"
      />
    </ng-container>
  `,
})
export class LinkProblem {
  readonly kind = input.required<LinkProblemKind>();
  readonly retry = output();
}

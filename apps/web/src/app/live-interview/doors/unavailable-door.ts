import { Component, computed, inject, input, output } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ParticipantRole } from '@greenroom/contracts';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ApiErrorCode } from '../../platform/api-error';
import { Door } from './door';

/** The room cannot be shown at all: unknown, not theirs, signed out, or no answer. */
@Component({
  selector: 'gr-unavailable-door',
  imports: [RouterLink, TranslocoDirective, Door],
  template: `
    <ng-container *transloco="let t">
      @switch (kind()) {
        @case ('stranger') {
          <gr-door
            icon="door"
            [heading]="t('live.door.stranger')"
            [text]="
              t(side() === 'interviewer' ? 'live.door.stranger-interviewer' : 'live.door.stranger-candidate')
            "
          >
            @if (side() !== 'interviewer') {
              <a class="gr-button" routerLink="/sign-in" [queryParams]="{ returnTo: router.url }">{{
                t('live.door.sign-in')
              }}</a>
            }
          </gr-door>
        }
        @case ('missing') {
          <gr-door icon="link-off" [heading]="t('live.door.missing')" [text]="t('live.door.missing-text')">
            <a class="gr-button" routerLink="/interviews">{{ t('live.door.to-interviews') }}</a>
            <a class="gr-button gr-button-text" routerLink="/">{{ t('shell.to-start') }}</a>
          </gr-door>
        }
        @case ('failed') {
          <gr-door
            icon="offline"
            tone="attention"
            [heading]="t('live.door.failed')"
            [text]="t('errors.' + code())"
          >
            <button class="gr-button" type="button" (click)="retry.emit()">{{ t('shell.retry') }}</button>
          </gr-door>
        }
      }
    </ng-container>
  `,
})
export class UnavailableDoor {
  readonly code = input.required<ApiErrorCode>();
  /** Which side the address speaks for; the interviewer's has no account to sign in with. */
  readonly side = input<ParticipantRole>();
  readonly retry = output();

  protected readonly router = inject(Router);
  protected readonly kind = computed(() => {
    switch (this.code()) {
      case 'unauthenticated':
      case 'forbidden':
      case 'link-invalid':
      case 'link-expired':
        return 'stranger';
      case 'not-found':
      case 'invalid-request':
        return 'missing';
      default:
        return 'failed';
    }
  });
}

import { Component, inject, linkedSignal, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { interviewerRoutes } from '@greenroom/contracts';
import { TranslocoDirective } from '@jsverse/transloco';
import { BrandingStore } from '../branding/branding-store';
import { Api } from '../platform/api';
import { toApiError } from '../platform/api-error';
import { LinkProblem, linkProblem, type LinkProblemKind } from './link-problem';

/** Shorter than any token that the API takes. */
const TOKEN_MIN_LENGTH = 10;

/**
 * `/i#<token>`: opening the link changes nothing, so that mail scanners may; only "Continue" exchanges it for a
 * session. The token leaves the address with the exchange.
 */
@Component({
  selector: 'gr-invitation-page',
  imports: [LinkProblem, TranslocoDirective],
  template: `
    <div class="gr-page gr-page-narrow" *transloco="let t">
      @if (problem() ?? (hasToken() ? null : 'invalid'); as problem) {
        <gr-link-problem [kind]="problem" (retry)="exchange()" />
      } @else {
        <article class="gr-card">
          <h1>{{ t('interviewer.invitation.heading') }}</h1>
          <p>{{ t('interviewer.invitation.text', { name: branding.name() }) }}</p>
          <p>{{ t('interviewer.invitation.no-account') }}</p>
          <button
            class="gr-button gr-button-large"
            type="button"
            [attr.aria-disabled]="busy() || null"
            (click)="exchange()"
          >
            {{ t('interviewer.continue') }}
          </button>
          <p class="gr-small gr-quiet">{{ t('interviewer.invitation.not-you') }}</p>
        </article>
      }
    </div>
  `,
  styleUrl: './letter.scss',
})
export class InvitationPage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  protected readonly branding = inject(BrandingStore);
  private readonly fragment = toSignal(inject(ActivatedRoute).fragment);

  protected readonly busy = signal(false);
  /** Of the link that is in the address now: another one that is pasted into the same tab begins anew. */
  protected readonly problem = linkedSignal<string | null | undefined, LinkProblemKind | null>({
    source: this.fragment,
    computation: () => null,
  });

  protected hasToken(): boolean {
    return (this.fragment()?.length ?? 0) >= TOKEN_MIN_LENGTH;
  }

  protected async exchange(): Promise<void> {
    const token = this.fragment();
    if (!token || this.busy()) return;
    this.busy.set(true);
    this.problem.set(null);
    try {
      const { interviewId } = await this.api.call(interviewerRoutes.exchangeLink, { body: { token } });
      await this.router.navigate(['/interviewer/interviews', interviewId], { replaceUrl: true });
    } catch (failure) {
      if (this.fragment() === token) this.problem.set(linkProblem(toApiError(failure).code));
    } finally {
      this.busy.set(false);
    }
  }
}

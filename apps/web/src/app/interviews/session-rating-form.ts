import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { type Interview, sessionRatingRoutes } from '@greenroom/contracts';
import { StarRating, StarRatingInput } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Announcer } from '../platform/announcer';
import { Api } from '../platform/api';
import { type ApiErrorCode, toApiError } from '../platform/api-error';
import { focusFirstInvalid } from '../platform/focus-first-invalid';

/** How the session was, said by the candidate: stars, and words for whoever wants to leave some. Saying it again replaces it. */
@Component({
  selector: 'gr-session-rating-form',
  imports: [StarRating, StarRatingInput, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <h2 id="session-rating">{{ t('interviews.session.heading') }}</h2>
      @if (sent(); as sent) {
        <gr-star-rating [value]="sent.rating" [label]="t('interviews.rating', { rating: sent.rating })" />
        @if (sent.comment) {
          <p class="comment">{{ sent.comment }}</p>
        }
        <p class="gr-quiet">{{ t('interviews.session.thanks') }}</p>
        <button class="gr-button gr-button-text" type="button" (click)="editing.set(true)">
          {{ t('interviews.session.change') }}
        </button>
      } @else {
        <form novalidate (submit)="submit($event, t)">
          <p class="gr-quiet" id="session-hint">{{ t('interviews.session.text') }}</p>
          <div class="gr-field">
            <gr-star-rating-input
              [label]="t('interviews.session.rating')"
              [meanings]="[
                t('interviews.session.star-1'),
                t('interviews.session.star-2'),
                t('interviews.session.star-3'),
                t('interviews.session.star-4'),
                t('interviews.session.star-5'),
              ]"
              [invalid]="missing()"
              [describedBy]="missing() ? 'session-missing' : 'session-hint'"
              [(value)]="rating"
            />
            @if (missing()) {
              <p class="gr-field-error" id="session-missing">{{ t('interviews.session.missing') }}</p>
            }
          </div>
          <div class="gr-field">
            <label class="gr-label" for="session-comment">{{ t('interviews.session.comment') }}</label>
            <textarea
              #field
              class="gr-input"
              id="session-comment"
              rows="3"
              maxlength="2000"
              [value]="comment()"
              (input)="comment.set(field.value)"
            ></textarea>
          </div>
          @if (problem(); as problem) {
            <p class="gr-notice gr-notice-loss" role="alert">{{ t('errors.' + problem) }}</p>
          }
          <button class="gr-button gr-button-tonal" type="submit" [attr.aria-disabled]="sending() || null">
            {{ t('interviews.session.send') }}
          </button>
        </form>
      }
    </ng-container>
  `,
  styles: `
    h2 {
      margin-block-end: var(--gr-space-4);
    }

    form {
      display: grid;
      gap: var(--gr-space-4);
    }

    button {
      justify-self: start;
    }

    .comment {
      margin-block: var(--gr-space-3);
      white-space: pre-line;
      max-inline-size: 65ch;
    }
  `,
})
export class SessionRatingForm {
  private readonly api = inject(Api);
  private readonly announcer = inject(Announcer);

  readonly interview = input.required<Interview>();
  readonly saved = output<Interview>();

  private readonly stored = computed(() => this.interview().sessionRating);
  private readonly isStored = computed(() => this.stored() !== null);
  protected readonly editing = linkedSignal(() => !this.isStored());
  protected readonly sent = computed(() => (this.editing() ? null : this.stored()));
  private readonly storedRating = computed(() => this.stored()?.rating ?? 0);
  private readonly storedComment = computed(() => this.stored()?.comment ?? '');
  /** The same interview that is merely asked for again takes no choice away. */
  protected readonly rating = linkedSignal(() => this.storedRating());
  protected readonly comment = linkedSignal(() => this.storedComment());
  private readonly tried = signal(false);
  protected readonly missing = computed(() => this.tried() && this.rating() === 0);
  protected readonly sending = signal(false);
  protected readonly problem = signal<ApiErrorCode | null>(null);

  protected async submit(event: SubmitEvent, tell: (key: string) => string): Promise<void> {
    event.preventDefault();
    this.tried.set(true);
    if (this.missing()) {
      focusFirstInvalid(event.target as HTMLFormElement);
      this.announcer.announce(tell('interviews.session.missing'));
      return;
    }
    if (this.sending()) return;
    this.sending.set(true);
    this.problem.set(null);
    try {
      const params = { interviewId: this.interview().id };
      const comment = this.comment().trim();
      const body = { rating: this.rating(), comment: comment === '' ? null : comment };
      this.saved.emit(await this.api.call(sessionRatingRoutes.rateSession, { params, body }));
      this.editing.set(false);
      this.announcer.announce(tell('interviews.session.thanks'));
    } catch (failure) {
      this.problem.set(toApiError(failure).code);
    } finally {
      this.sending.set(false);
    }
  }
}

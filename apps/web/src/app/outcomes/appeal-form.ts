import { Component, inject, input, output, signal } from '@angular/core';
import { appealInputSchema, type Receipt } from '@greenroom/contracts';
import { TranslocoDirective } from '@jsverse/transloco';
import { Announcer } from '../platform/announcer';
import { type ApiErrorCode, toApiError } from '../platform/api-error';
import { focusFirstInvalid } from '../platform/focus-first-invalid';
import { outcomeTexts } from './outcome-texts';
import { ReceiptCalls, type ReceiptTarget } from './receipt-calls';

/** An objection in one's own words; an administrator reads it together with the evidence. */
@Component({
  selector: 'gr-appeal-form',
  imports: [TranslocoDirective],
  providers: [outcomeTexts],
  template: `
    <ng-container *transloco="let t">
      @if (writing()) {
        <form novalidate (submit)="send($event, t)">
          <div class="gr-field">
            <label class="gr-label" for="gr-appeal">{{ t('outcome.appeal.label') }}</label>
            <textarea
              #words
              class="gr-input"
              id="gr-appeal"
              maxlength="1000"
              [attr.aria-invalid]="missing() || null"
              [attr.aria-describedby]="missing() ? 'gr-appeal-missing' : 'gr-appeal-hint'"
              [value]="text()"
              (input)="text.set(words.value)"
            ></textarea>
            @if (missing()) {
              <p class="gr-field-error" id="gr-appeal-missing">{{ t('outcome.appeal.missing') }}</p>
            } @else {
              <p class="gr-hint" id="gr-appeal-hint">{{ t('outcome.appeal.hint') }}</p>
            }
          </div>
          @if (problem(); as code) {
            <p class="gr-notice gr-notice-loss" role="alert">{{ t('errors.' + code) }}</p>
          }
          <div class="actions">
            <button class="gr-button" type="submit" [attr.aria-disabled]="sending() || null">
              {{ sending() ? t('outcome.appeal.sending') : t('outcome.appeal.send') }}
            </button>
            <button class="gr-button gr-button-text" type="button" (click)="writing.set(false)">
              {{ t('outcome.appeal.leave') }}
            </button>
          </div>
        </form>
      } @else {
        <p class="gr-small gr-quiet">{{ t('outcome.appeal.question') }}</p>
        <button class="gr-button gr-button-outlined" type="button" (click)="writing.set(true)">
          {{ t('outcome.appeal.action') }}
        </button>
      }
    </ng-container>
  `,
  styles: `
    :host,
    form {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      justify-items: start;
      gap: var(--gr-space-3);
    }

    .gr-field {
      inline-size: 100%;
    }

    textarea.gr-input {
      min-block-size: 6rem;
    }

    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: var(--gr-space-2);
    }
  `,
})
export class AppealForm {
  private readonly calls = inject(ReceiptCalls);
  private readonly announcer = inject(Announcer);

  readonly target = input.required<ReceiptTarget & { readonly side: 'candidate' | 'interviewer' }>();
  readonly sent = output<Receipt>();

  protected readonly writing = signal(false);
  protected readonly text = signal('');
  protected readonly missing = signal(false);
  protected readonly sending = signal(false);
  protected readonly problem = signal<ApiErrorCode | null>(null);

  protected async send(event: SubmitEvent, tell: (key: string) => string): Promise<void> {
    event.preventDefault();
    const body = appealInputSchema.safeParse({ text: this.text() });
    this.missing.set(!body.success);
    if (!body.success) {
      focusFirstInvalid(event.target as HTMLFormElement);
      return;
    }
    if (this.sending()) return;
    this.sending.set(true);
    this.problem.set(null);
    try {
      this.sent.emit(await this.calls.appeal(this.target(), body.data.text));
      this.announcer.announce(tell('outcome.appeal.done'));
    } catch (failure) {
      this.problem.set(toApiError(failure).code);
    } finally {
      this.sending.set(false);
    }
  }
}

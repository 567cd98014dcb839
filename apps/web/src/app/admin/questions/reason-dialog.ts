import { Component, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { focusFirstInvalid } from '../../platform/focus-first-invalid';
import type { Question } from './question-dialog';

/** A question that is confirmed with words. Texts in the person's language. */
export interface ReasonQuestion extends Question {
  readonly label: string;
  /** What is said while there are no words. */
  readonly missing: string;
  /** Characters at most. */
  readonly maximum: number;
  /** The words may be several sentences: the field has lines. */
  readonly prose?: boolean;
}

@Component({
  selector: 'gr-reason-dialog',
  template: `
    <form novalidate (submit)="confirm($event)">
      <h2 id="question-heading">{{ question.heading }}</h2>
      <p id="question-text">{{ question.text }}</p>
      <div class="gr-field">
        <label class="gr-label" for="reason">{{ question.label }}</label>
        @if (question.prose) {
          <textarea
            #words
            class="gr-input"
            id="reason"
            rows="4"
            [attr.maxlength]="question.maximum"
            [attr.aria-invalid]="missing() || null"
            [attr.aria-describedby]="missing() ? 'reason-problem' : null"
            (input)="reason.set(words.value)"
          ></textarea>
        } @else {
          <input
            #words
            class="gr-input"
            id="reason"
            autocomplete="off"
            [attr.maxlength]="question.maximum"
            [attr.aria-invalid]="missing() || null"
            [attr.aria-describedby]="missing() ? 'reason-problem' : null"
            (input)="reason.set(words.value)"
          />
        }
        @if (missing()) {
          <p class="gr-field-error" id="reason-problem" role="alert">{{ question.missing }}</p>
        }
      </div>
      <div class="actions">
        <button class="gr-button gr-button-text" type="button" (click)="dialog.close()">
          {{ question.cancel }}
        </button>
        <button class="gr-button" type="submit" [class.gr-button-loss]="question.loss">
          {{ question.confirm }}
        </button>
      </div>
    </form>
  `,
  styles: `
    :host {
      display: block;
      padding: var(--gr-space-6);
      background: light-dark(var(--mat-sys-surface-container-lowest), var(--mat-sys-surface-container-high));
    }

    form > p {
      margin-block: var(--gr-space-3) var(--gr-space-5);
      color: var(--mat-sys-on-surface-variant);
      overflow-wrap: anywhere;
    }

    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: var(--gr-space-2);
      justify-content: end;
      margin-block-start: var(--gr-space-6);
    }
  `,
})
export class ReasonDialog {
  protected readonly question = inject<ReasonQuestion>(MAT_DIALOG_DATA);
  protected readonly dialog = inject<MatDialogRef<ReasonDialog, string>>(MatDialogRef);
  protected readonly reason = signal('');
  protected readonly missing = signal(false);

  protected confirm(event: SubmitEvent): void {
    event.preventDefault();
    const reason = this.reason().trim();
    this.missing.set(reason === '');
    if (reason === '') focusFirstInvalid(event.target as HTMLFormElement);
    else this.dialog.close(reason);
  }
}

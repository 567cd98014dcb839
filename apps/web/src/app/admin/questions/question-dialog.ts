import { Component, inject } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';

/** Texts in the person's language. */
export interface Question {
  readonly heading: string;
  readonly text: string;
  readonly confirm: string;
  readonly cancel: string;
  /** Something is lost: the confirming button is red. */
  readonly loss?: boolean;
}

@Component({
  selector: 'gr-question-dialog',
  template: `
    <h2 id="question-heading">{{ question.heading }}</h2>
    <p id="question-text">{{ question.text }}</p>
    <div class="actions">
      <button class="gr-button gr-button-text" type="button" (click)="dialog.close(false)">
        {{ question.cancel }}
      </button>
      <button
        class="gr-button"
        type="button"
        [class.gr-button-loss]="question.loss"
        (click)="dialog.close(true)"
      >
        {{ question.confirm }}
      </button>
    </div>
  `,
  styles: `
    :host {
      display: block;
      padding: var(--gr-space-6);
      background: light-dark(var(--mat-sys-surface-container-lowest), var(--mat-sys-surface-container-high));
    }

    p {
      margin-block: var(--gr-space-3) var(--gr-space-6);
      color: var(--mat-sys-on-surface-variant);
      overflow-wrap: anywhere;
    }

    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: var(--gr-space-2);
      justify-content: end;
    }
  `,
})
export class QuestionDialog {
  protected readonly question = inject<Question>(MAT_DIALOG_DATA);
  protected readonly dialog = inject<MatDialogRef<QuestionDialog, boolean>>(MatDialogRef);
}

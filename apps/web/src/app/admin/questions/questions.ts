import { inject, Injectable, type Type } from '@angular/core';
import { MatDialog, MatDialogConfig } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import { type Question, QuestionDialog } from './question-dialog';
import { ReasonDialog, type ReasonQuestion } from './reason-dialog';

/** Asks before something that cannot be taken back. */
@Injectable({ providedIn: 'root' })
export class Questions {
  private readonly dialog = inject(MatDialog);

  /** True when the person confirmed; Escape, a click beside the dialog and "Cancel" are a no. */
  async ask(question: Question): Promise<boolean> {
    return (await this.open<QuestionDialog, boolean>(QuestionDialog, question, 'alertdialog')) === true;
  }

  /** The reason that the person gave; null for a no. */
  async askWhy(question: ReasonQuestion): Promise<string | null> {
    return (await this.open<ReasonDialog, string>(ReasonDialog, question, 'dialog')) ?? null;
  }

  private async open<Dialog, Answer>(
    component: Type<Dialog>,
    question: Question,
    role: 'dialog' | 'alertdialog',
  ): Promise<Answer | undefined> {
    const config = new MatDialogConfig<Question>();
    config.data = question;
    config.role = role;
    config.maxWidth = 'min(28rem, calc(100vw - 2rem))';
    config.ariaLabelledBy = 'question-heading';
    config.ariaDescribedBy = 'question-text';
    const dialog = this.dialog.open<Dialog, Question, Answer>(component, config);
    return firstValueFrom(dialog.afterClosed());
  }
}

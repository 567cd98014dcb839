import { inject, Injectable } from '@angular/core';
import { MatDialog, MatDialogConfig } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import { type Question, QuestionDialog } from './question-dialog';

/** Asks before something that cannot be taken back. */
@Injectable({ providedIn: 'root' })
export class Questions {
  private readonly dialog = inject(MatDialog);

  /** True when the person confirmed; Escape, a click beside the dialog and "Cancel" are a no. */
  async ask(question: Question): Promise<boolean> {
    const config = new MatDialogConfig<Question>();
    config.data = question;
    config.role = 'alertdialog';
    config.maxWidth = 'min(28rem, calc(100vw - 2rem))';
    config.ariaLabelledBy = 'question-heading';
    config.ariaDescribedBy = 'question-text';
    const dialog = this.dialog.open<QuestionDialog, Question, boolean>(QuestionDialog, config);
    return (await firstValueFrom(dialog.afterClosed())) === true;
  }
}

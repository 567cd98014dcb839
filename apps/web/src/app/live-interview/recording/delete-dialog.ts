import { Component, type ElementRef, inject, signal, viewChild } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { toApiError } from '../../platform/api-error';
import { RecordingStore } from './recording-store';

/** Asks once more before a consent is taken back: what was recorded is gone then. */
@Component({
  selector: 'gr-delete-dialog',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <dialog #dialog aria-labelledby="gr-delete-heading" aria-describedby="gr-delete-text">
        <h2 id="gr-delete-heading">{{ t('recording.delete.heading') }}</h2>
        <p id="gr-delete-text">{{ t('recording.delete.text') }}</p>
        @if (failure(); as text) {
          <p class="gr-notice gr-notice-loss" role="alert">{{ t(text) }}</p>
        }
        <div class="actions">
          <button class="gr-button gr-button-text" type="button" autofocus (click)="dialog.close()">
            {{ t('recording.delete.cancel') }}
          </button>
          <button class="gr-button gr-button-loss" type="button" [disabled]="busy()" (click)="withdraw()">
            {{ t('recording.delete.confirm') }}
          </button>
        </div>
      </dialog>
    </ng-container>
  `,
  styleUrl: '../room/dialog.scss',
})
export class DeleteDialog {
  private readonly store = inject(RecordingStore);
  private readonly dialog = viewChild<ElementRef<HTMLDialogElement>>('dialog');
  protected readonly busy = signal(false);
  /** Key of the text. */
  protected readonly failure = signal<string | null>(null);

  open(): void {
    this.failure.set(null);
    this.dialog()?.nativeElement.showModal();
  }

  protected async withdraw(): Promise<void> {
    this.busy.set(true);
    this.failure.set(null);
    try {
      await this.store.answer('decline');
      this.dialog()?.nativeElement.close();
    } catch (failure) {
      this.failure.set(`errors.${toApiError(failure).code}`);
    } finally {
      this.busy.set(false);
    }
  }
}

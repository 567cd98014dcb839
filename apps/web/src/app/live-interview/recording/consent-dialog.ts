import { Component, effect, type ElementRef, inject, input, signal, viewChild } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { toApiError } from '../../platform/api-error';
import { RecordingStore } from './recording-store';
import { RecordingTerms } from './recording-terms';

/** Asks for a consent to be recorded. Opens by itself; closed without an answer it can be opened again. */
@Component({
  selector: 'gr-consent-dialog',
  imports: [RecordingTerms, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <dialog #dialog aria-labelledby="gr-consent-heading" aria-describedby="gr-consent-terms">
        <h2 id="gr-consent-heading" tabindex="-1" autofocus>
          {{ t('recording.consent.heading', { name: name() }) }}
        </h2>
        <gr-recording-terms id="gr-consent-terms" [name]="name()" />
        @if (failure(); as text) {
          <p class="gr-notice gr-notice-loss" role="alert">{{ t(text) }}</p>
        }
        <div class="actions even">
          <button
            class="gr-button gr-button-outlined"
            type="button"
            [disabled]="busy()"
            (click)="answer('decline')"
          >
            {{ t('recording.consent.decline') }}
          </button>
          <button
            class="gr-button gr-button-outlined"
            type="button"
            [disabled]="busy()"
            (click)="answer('agree')"
          >
            {{ t('recording.consent.allow') }}
          </button>
        </div>
      </dialog>
    </ng-container>
  `,
  styleUrls: ['../room/dialog.scss', './recording-dialog.scss'],
})
export class ConsentDialog {
  private readonly store = inject(RecordingStore);
  /** Who asks. */
  readonly name = input.required<string>();
  private readonly dialog = viewChild<ElementRef<HTMLDialogElement>>('dialog');
  protected readonly busy = signal(false);
  /** Key of the text. */
  protected readonly failure = signal<string | null>(null);

  constructor() {
    effect(() => {
      const dialog = this.dialog()?.nativeElement;
      // Another dialog is not covered: the question waits in the header.
      const isBusy = document.querySelector('dialog[open]') !== null;
      if (dialog && this.store.isAsked() && !isBusy) this.open();
      else if (!this.store.isAsked()) dialog?.close();
    });
  }

  open(): void {
    this.failure.set(null);
    this.dialog()?.nativeElement.showModal();
  }

  protected async answer(decision: 'agree' | 'decline'): Promise<void> {
    this.busy.set(true);
    this.failure.set(null);
    try {
      await this.store.answer(decision);
    } catch (failure) {
      this.failure.set(`errors.${toApiError(failure).code}`);
    } finally {
      this.busy.set(false);
    }
  }
}

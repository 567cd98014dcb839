import { Component, computed, type ElementRef, inject, input, signal, viewChild } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { toApiError } from '../../platform/api-error';
import { RecordingStore } from './recording-store';
import { RecordingTerms } from './recording-terms';

/** Says what asking means before the other side is asked. */
@Component({
  selector: 'gr-ask-dialog',
  imports: [RecordingTerms, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <dialog #dialog aria-labelledby="gr-ask-heading" aria-describedby="gr-ask-text">
        <h2 id="gr-ask-heading">{{ t('recording.ask.heading') }}</h2>
        <p id="gr-ask-text">{{ t('recording.ask.text', { name: name() }) }}</p>
        @if (wasDeclined()) {
          <p>{{ t('recording.ask.before', { name: name() }) }}</p>
        }
        <gr-recording-terms [name]="name()" />
        @if (failure(); as text) {
          <p class="gr-notice gr-notice-loss" role="alert">{{ t(text) }}</p>
        }
        <div class="actions">
          <button class="gr-button gr-button-text" type="button" autofocus (click)="dialog.close()">
            {{ t('recording.ask.cancel') }}
          </button>
          <button class="gr-button" type="button" [disabled]="busy()" (click)="ask()">
            {{ t('recording.ask.confirm', { name: name() }) }}
          </button>
        </div>
      </dialog>
    </ng-container>
  `,
  styleUrl: '../room/dialog.scss',
})
export class AskDialog {
  private readonly store = inject(RecordingStore);
  /** Who is asked. */
  readonly name = input.required<string>();
  private readonly dialog = viewChild<ElementRef<HTMLDialogElement>>('dialog');
  protected readonly busy = signal(false);
  /** Key of the text. */
  protected readonly failure = signal<string | null>(null);
  protected readonly wasDeclined = computed(() => {
    const consent = this.store.recording()?.consents.candidate;
    return consent === 'refused' || consent === 'withdrawn';
  });

  open(): void {
    this.failure.set(null);
    this.dialog()?.nativeElement.showModal();
  }

  protected async ask(): Promise<void> {
    this.busy.set(true);
    this.failure.set(null);
    try {
      await this.store.ask();
      this.dialog()?.nativeElement.close();
    } catch (failure) {
      this.failure.set(`errors.${toApiError(failure).code}`);
    } finally {
      this.busy.set(false);
    }
  }
}

import { Component, type ElementRef, inject, signal, viewChild } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { type ApiErrorCode, toApiError } from '../../platform/api-error';
import { VisitStore } from '../visit-store';

/** Asks which end is meant: for both, or only to go out for a moment. */
@Component({
  selector: 'gr-end-dialog',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <dialog #dialog aria-labelledby="gr-end-heading" aria-describedby="gr-end-text">
        <h2 id="gr-end-heading">{{ t('live.end.heading') }}</h2>
        <p id="gr-end-text">{{ t('live.end.text') }}</p>
        @if (failure(); as code) {
          <p class="gr-notice gr-notice-loss" role="alert">{{ t('errors.' + code) }}</p>
        }
        <div class="actions">
          <button class="gr-button gr-button-text" type="button" autofocus (click)="dialog.close()">
            {{ t('live.end.stay') }}
          </button>
          <button class="gr-button gr-button-outlined" type="button" [disabled]="busy()" (click)="leave()">
            {{ t('live.end.leave') }}
          </button>
          <button class="gr-button gr-button-loss" type="button" [disabled]="busy()" (click)="end()">
            {{ t('live.end.everyone') }}
          </button>
        </div>
      </dialog>
    </ng-container>
  `,
  styleUrl: './dialog.scss',
})
export class EndDialog {
  private readonly visit = inject(VisitStore);
  private readonly dialog = viewChild<ElementRef<HTMLDialogElement>>('dialog');

  protected readonly busy = signal(false);
  protected readonly failure = signal<ApiErrorCode | null>(null);

  open(): void {
    this.failure.set(null);
    this.dialog()?.nativeElement.showModal();
  }

  protected async leave(): Promise<void> {
    this.dialog()?.nativeElement.close();
    await this.visit.leave();
  }

  protected async end(): Promise<void> {
    this.busy.set(true);
    this.failure.set(null);
    try {
      await this.visit.endForEveryone();
    } catch (failure) {
      this.failure.set(toApiError(failure).code);
    } finally {
      this.busy.set(false);
    }
  }
}

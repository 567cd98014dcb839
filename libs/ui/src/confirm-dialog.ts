import { Component, type ElementRef, input, output, viewChild } from '@angular/core';

let dialogs = 0;

/**
 * Asks before something that cannot be taken back. The browser's own modal dialog keeps focus inside, gives it back
 * afterwards and closes with Escape.
 */
@Component({
  selector: 'gr-confirm-dialog',
  template: `
    <dialog #dialog [attr.aria-labelledby]="id + '-heading'" [attr.aria-describedby]="id + '-text'">
      <h2 [id]="id + '-heading'">{{ heading() }}</h2>
      <p [id]="id + '-text'">{{ text() }}</p>
      <div class="actions">
        <button class="gr-button gr-button-text" type="button" (click)="dialog.close()">
          {{ cancelLabel() }}
        </button>
        <button class="gr-button" type="button" [class.gr-button-loss]="loss()" (click)="confirm()">
          {{ confirmLabel() }}
        </button>
      </div>
    </dialog>
  `,
  styles: `
    :host {
      display: contents;
    }

    dialog {
      inline-size: min(26rem, calc(100vw - 2 * var(--gr-space-4)));
      padding: var(--gr-space-6);
      border: 0;
      border-radius: var(--gr-radius-l);
      background: var(--gr-card);
      color: var(--mat-sys-on-surface);

      &::backdrop {
        background: rgb(0 0 0 / 45%);
      }
    }

    p {
      margin-block: var(--gr-space-3) var(--gr-space-6);
      color: var(--mat-sys-on-surface-variant);
    }

    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: var(--gr-space-2);
      justify-content: end;
    }
  `,
})
export class ConfirmDialog {
  readonly heading = input.required<string>();
  readonly text = input.required<string>();
  readonly confirmLabel = input.required<string>();
  readonly cancelLabel = input.required<string>();
  /** The confirming button is red. */
  readonly loss = input(false);
  readonly confirmed = output();

  protected readonly id = `gr-confirm-${++dialogs}`;
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  open(): void {
    this.dialog().nativeElement.showModal();
  }

  protected confirm(): void {
    this.dialog().nativeElement.close();
    this.confirmed.emit();
  }
}

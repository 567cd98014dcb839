import { Component, effect, type ElementRef, viewChild } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

const KEYS = [
  { key: 'M', name: 'live.keys.microphone' },
  { key: 'V', name: 'live.keys.camera' },
  { key: 'S', name: 'live.keys.screen' },
  { key: 'C', name: 'live.keys.chat' },
  { key: 'Esc', name: 'live.keys.close' },
  { key: '?', name: 'live.keys.help' },
];

/** Which keys do what. Opens as soon as it is there. */
@Component({
  selector: 'gr-shortcuts-dialog',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <dialog #dialog aria-labelledby="gr-keys-heading">
        <h2 id="gr-keys-heading">{{ t('live.keys.title') }}</h2>
        <dl>
          @for (entry of keys; track entry.key) {
            <dt>
              <kbd>{{ entry.key }}</kbd>
            </dt>
            <dd>{{ t(entry.name) }}</dd>
          }
        </dl>
        <div class="actions">
          <button class="gr-button gr-button-tonal" type="button" (click)="dialog.close()">
            {{ t('live.keys.done') }}
          </button>
        </div>
      </dialog>
    </ng-container>
  `,
  styleUrl: './dialog.scss',
})
export class ShortcutsDialog {
  private readonly dialog = viewChild<ElementRef<HTMLDialogElement>>('dialog');

  protected readonly keys = KEYS;

  constructor() {
    effect(() => {
      const dialog = this.dialog()?.nativeElement;
      if (dialog && !dialog.open) dialog.showModal();
    });
  }
}

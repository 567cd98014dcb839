import { Component, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

/** The end of a form: save, and the way out. It stays in view while the form is scrolled. */
@Component({
  selector: 'gr-form-actions',
  imports: [RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (changed()) {
        <p class="gr-small gr-quiet">{{ t('admin.form.unsaved') }}</p>
      }
      @if (back(); as link) {
        <a class="gr-button gr-button-text" [routerLink]="link">{{ t('admin.cancel') }}</a>
      } @else if (changed()) {
        <button class="gr-button gr-button-text" type="button" (click)="discard.emit()">
          {{ t('admin.form.discard') }}
        </button>
      }
      <button class="gr-button" type="submit" [attr.aria-disabled]="saving() || null">
        {{ saving() ? t('admin.form.saving') : label() }}
      </button>
    </ng-container>
  `,
  styles: `
    :host {
      position: sticky;
      inset-block-end: 0;
      display: flex;
      flex-wrap: wrap;
      gap: var(--gr-space-2) var(--gr-space-3);
      align-items: center;
      justify-content: end;
      padding-block: var(--gr-space-4);
      border-block-start: var(--gr-line);
      background: var(--mat-sys-surface);
      z-index: 2;
    }

    p {
      margin-inline-end: auto;
    }

    @media (max-width: 479px) {
      p {
        display: none;
      }
    }
  `,
})
export class FormActions {
  readonly label = input.required<string>();
  /** Where "Cancel" leads; without it, changes can be discarded in place. */
  readonly back = input<string>();
  readonly changed = input.required<boolean>();
  readonly saving = input.required<boolean>();
  readonly discard = output();
}

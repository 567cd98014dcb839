import { Component, input, model, signal } from '@angular/core';
import { Icon } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';

/** A password that can be looked at while it is typed. */
@Component({
  selector: 'gr-password-field',
  imports: [Icon, TranslocoDirective],
  template: `
    <div class="gr-field" *transloco="let t">
      <label class="gr-label" for="password">{{ t('accounts.password') }}</label>
      <div class="row">
        <input
          #field
          class="gr-input"
          id="password"
          name="password"
          required
          [type]="shown() ? 'text' : 'password'"
          [autocomplete]="autocomplete()"
          [value]="value()"
          [attr.aria-invalid]="error() ? true : null"
          [attr.aria-describedby]="error() ? 'password-error' : hint() ? 'password-hint' : null"
          (input)="value.set(field.value)"
        />
        <button
          class="gr-icon-button"
          type="button"
          [attr.aria-pressed]="shown()"
          [attr.aria-label]="t('accounts.password-show')"
          (click)="shown.set(!shown())"
        >
          <gr-icon [name]="shown() ? 'eye-off' : 'eye'" />
        </button>
      </div>
      @if (error(); as message) {
        <p class="gr-field-error" id="password-error">{{ message }}</p>
      } @else if (hint(); as text) {
        <p class="gr-hint" id="password-hint">{{ text }}</p>
      }
    </div>
  `,
  styles: `
    .row {
      position: relative;
    }

    input {
      padding-inline-end: 3.5rem;
    }

    button {
      position: absolute;
      inset-block-start: 2px;
      inset-inline-end: 2px;
    }
  `,
})
export class PasswordField {
  readonly value = model('');
  readonly autocomplete = input.required<'new-password' | 'current-password'>();
  readonly hint = input<string>();
  readonly error = input<string>();

  protected readonly shown = signal(false);
}

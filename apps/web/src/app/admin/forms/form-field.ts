import { Component, computed, Directive, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ProblemKind } from './field-problems';

/**
 * A label, one control (projected, marked with `grControl`), and a hint or what is wrong. The words for a problem are
 * `admin.problem.<kind>` or, where the field has its own, `admin.problem.<kind>-<name>`.
 */
@Component({
  selector: 'gr-form-field',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <label class="gr-label" [for]="name()">
        {{ label() }}
        @if (optional()) {
          <span class="optional">{{ t('admin.form.optional') }}</span>
        }
      </label>
      <ng-content />
      @if (problem(); as kind) {
        <p class="gr-field-error" [id]="name() + '-problem'">
          {{
            kind === 'missing'
              ? t('admin.problem.missing')
              : (problemText() ?? t('admin.problem.' + kind + '-' + name()))
          }}
        </p>
      } @else if (hint(); as text) {
        <p class="gr-hint" [id]="name() + '-hint'">{{ text }}</p>
      }
    </ng-container>
  `,
  styles: `
    .optional {
      color: var(--mat-sys-on-surface-variant);
      font-weight: 400;
    }
  `,
  host: { class: 'gr-field' },
})
export class FormField {
  /** Also the control's id: the name of the field in the contract. */
  readonly name = input.required<string>();
  readonly label = input.required<string>();
  readonly hint = input<string>();
  readonly optional = input(false);
  readonly problem = input<ProblemKind | null>(null);
  /** Words for what is wrong, where they do not go by the name of the field. */
  readonly problemText = input<string>();

  /** The element that says more about the control. */
  readonly describedBy = computed(() => {
    if (this.problem()) return `${this.name()}-problem`;
    return this.hint() ? `${this.name()}-hint` : null;
  });
}

/** Ties a control to the label, hint and problem of the field around it. */
@Directive({
  selector: '[grControl]',
  host: {
    '[id]': 'field.name()',
    '[attr.aria-invalid]': 'field.problem() ? true : null',
    '[attr.aria-describedby]': 'field.describedBy()',
  },
})
export class FieldControl {
  protected readonly field = inject(FormField);
}

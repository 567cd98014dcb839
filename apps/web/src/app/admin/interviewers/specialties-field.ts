import { COMMA, ENTER } from '@angular/cdk/keycodes';
import { Component, inject, model } from '@angular/core';
import {
  MatChipGrid,
  type MatChipInputEvent,
  MatChipInput,
  MatChipRemove,
  MatChipRow,
} from '@angular/material/chips';
import { TranslocoDirective } from '@jsverse/transloco';
import { FormField } from '../forms/form-field';
import { AdminIcon } from '../icon';

/** How many an interviewer can have, and how long one can be: the contract's limits. */
const MAX_COUNT = 12;
const MAX_LENGTH = 40;

/** Specialties as chips: typed and ended with Enter or a comma, taken away with Backspace or their cross. */
@Component({
  selector: 'gr-specialties-field',
  imports: [AdminIcon, MatChipGrid, MatChipInput, MatChipRemove, MatChipRow, TranslocoDirective],
  template: `
    <div class="gr-input" *transloco="let t">
      <mat-chip-grid
        #grid
        [attr.aria-label]="t('admin.interviewer.specialties')"
        [aria-describedby]="field.describedBy() ?? ''"
      >
        @for (specialty of value(); track specialty) {
          <mat-chip-row (removed)="remove(specialty)">
            {{ specialty }}
            <button
              matChipRemove
              type="button"
              [attr.aria-label]="t('admin.interviewer.specialty-remove', { name: specialty })"
            >
              <gr-admin-icon name="remove" />
            </button>
          </mat-chip-row>
        }
      </mat-chip-grid>
      <input
        autocomplete="off"
        [id]="field.name()"
        [maxLength]="maxLength"
        [matChipInputFor]="grid"
        [matChipInputSeparatorKeyCodes]="separators"
        [matChipInputAddOnBlur]="true"
        [placeholder]="value().length === 0 ? t('admin.interviewer.specialties-example') : ''"
        [readonly]="value().length >= maxCount"
        (matChipInputTokenEnd)="add($event)"
      />
    </div>
  `,
  styles: `
    .gr-input {
      --mat-chip-elevated-container-color: var(--mat-sys-secondary-container);
      --mat-chip-label-text-color: var(--mat-sys-on-secondary-container);
      --mat-chip-with-trailing-icon-trailing-icon-color: var(--mat-sys-on-secondary-container);
      --mat-chip-outline-color: transparent;
      --mat-chip-container-height: 34px;
      --mat-chip-container-shape-radius: 17px;
      --mat-chip-label-text-size: var(--gr-text-s);

      display: flex;
      flex-wrap: wrap;
      align-items: center;
      padding: var(--gr-space-1) var(--gr-space-2);

      &:focus-within {
        outline: 3px solid var(--gr-focus);
        outline-offset: -1px;
      }
    }

    gr-admin-icon {
      inline-size: 1rem;
      block-size: 1rem;
    }

    input {
      flex: 1 1 8rem;
      min-inline-size: 0;
      min-block-size: 38px;
      padding-inline: var(--gr-space-2);
      border: 0;
      background: none;
      outline: none;
    }
  `,
})
export class SpecialtiesField {
  readonly value = model.required<readonly string[]>();

  protected readonly field = inject(FormField);
  protected readonly maxCount = MAX_COUNT;
  protected readonly maxLength = MAX_LENGTH;
  protected readonly separators = [ENTER, COMMA];

  protected add({ value, chipInput }: MatChipInputEvent): void {
    const specialty = value.trim();
    const known = this.value().some((other) => other.toLowerCase() === specialty.toLowerCase());
    if (specialty !== '' && !known && this.value().length < MAX_COUNT) {
      this.value.update((specialties) => [...specialties, specialty]);
    }
    chipInput.clear();
  }

  protected remove(specialty: string): void {
    this.value.update((specialties) => specialties.filter((other) => other !== specialty));
  }
}

import { Component, computed, input, model, signal } from '@angular/core';

let groups = 0;

/** A rating from 1 (poor) to 5 (excellent) as a group of radio buttons; 0 means none yet. */
@Component({
  selector: 'gr-star-rating-input',
  template: `
    <fieldset
      role="radiogroup"
      [attr.aria-label]="label()"
      [attr.aria-invalid]="invalid() || null"
      [attr.aria-describedby]="describedBy()"
      (mouseleave)="hovered.set(0)"
    >
      @for (option of options(); track option.value) {
        <label (mouseenter)="hovered.set(option.value)">
          <input
            type="radio"
            [name]="name"
            [value]="option.value"
            [checked]="value() === option.value"
            [attr.aria-label]="option.label"
            (change)="value.set(option.value)"
          />
          <svg viewBox="0 0 24 24" aria-hidden="true" [class.full]="option.value <= shown()">
            <path d="m12 3.2 2.7 5.6 6.1.8-4.5 4.3 1.1 6.1-5.4-3-5.4 3 1.1-6.1L3.2 9.6l6.1-.8z" />
          </svg>
        </label>
      }
      <span class="words" aria-hidden="true">{{ words() }}</span>
    </fieldset>
  `,
  styles: `
    fieldset {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      margin-inline-start: -6px;
    }

    label {
      position: relative;
      display: grid;
      place-items: center;
      inline-size: 48px;
      block-size: 48px;
      border-radius: var(--gr-radius-s);
      cursor: pointer;
    }

    input {
      position: absolute;
      inset: 0;
      margin: 0;
      opacity: 0;
      cursor: pointer;
    }

    label:has(:focus-visible) {
      outline: 3px solid var(--gr-focus);
      outline-offset: -2px;
    }

    svg {
      inline-size: 32px;
      block-size: 32px;
      fill: none;
      stroke: var(--mat-sys-outline);
      stroke-width: 1.4;
      stroke-linejoin: round;
      transition: fill var(--gr-motion);
    }

    .full {
      fill: light-dark(#d98a00, #ffb95a);
      stroke: light-dark(#a86a00, #ffb95a);
    }

    .words {
      margin-inline-start: var(--gr-space-3);
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class StarRatingInput {
  readonly label = input.required<string>();
  /** What each value means, from 1 to 5, for example "3, solid". */
  readonly meanings = input.required<readonly [string, string, string, string, string]>();
  readonly invalid = input(false);
  readonly describedBy = input<string | null>(null);
  readonly value = model(0);

  protected readonly name = `gr-rating-${++groups}`;
  protected readonly hovered = signal(0);
  protected readonly shown = computed(() => this.hovered() || this.value());
  protected readonly options = computed(() =>
    this.meanings().map((label, index) => ({ value: index + 1, label })),
  );
  protected readonly words = computed(() => this.options()[this.shown() - 1]?.label ?? '');
}

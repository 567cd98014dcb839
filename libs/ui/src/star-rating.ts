import { Component, input } from '@angular/core';

/** A rating from 1 to 5 as stars, read as one sentence. */
@Component({
  selector: 'gr-star-rating',
  template: `
    @for (star of stars; track star) {
      <svg viewBox="0 0 24 24" aria-hidden="true" [class.full]="star <= value()">
        <path d="m12 3.2 2.7 5.6 6.1.8-4.5 4.3 1.1 6.1-5.4-3-5.4 3 1.1-6.1L3.2 9.6l6.1-.8z" />
      </svg>
    }
  `,
  styles: `
    :host {
      display: inline-flex;
      gap: 2px;
    }

    svg {
      inline-size: 18px;
      block-size: 18px;
      fill: none;
      stroke: var(--mat-sys-outline);
      stroke-width: 1.5;
      stroke-linejoin: round;
    }

    .full {
      fill: light-dark(#d98a00, #ffb95a);
      stroke: light-dark(#a86a00, #ffb95a);
    }
  `,
  host: { role: 'img', '[attr.aria-label]': 'label()' },
})
export class StarRating {
  readonly value = input.required<number>();
  /** For example "Rating: 4 of 5". */
  readonly label = input.required<string>();

  protected readonly stars = [1, 2, 3, 4, 5];
}

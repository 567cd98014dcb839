import { Component, computed, input } from '@angular/core';

/** The initials of somebody whose camera is off. */
@Component({
  selector: 'gr-avatar',
  template: `<span aria-hidden="true">{{ initials() }}</span>`,
  styles: `
    :host {
      display: grid;
      place-items: center;
      inline-size: 100%;
      block-size: 100%;
      container-type: size;
    }

    span {
      display: grid;
      place-items: center;
      inline-size: min(9rem, 46cqmin);
      aspect-ratio: 1;
      border-radius: 50%;
      background: var(--mat-sys-primary-container);
      color: var(--mat-sys-on-primary-container);
      font-size: min(3.25rem, 17cqmin);
      font-weight: 600;
      letter-spacing: 0.02em;
    }
  `,
})
export class Avatar {
  readonly name = input.required<string>();

  protected readonly initials = computed(() => {
    const words = this.name().trim().split(/\s+/);
    const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
    return letters.map(firstLetter).join('').toLocaleUpperCase();
  });
}

/** The first letter as people count them: with its accents, in any script. */
function firstLetter(word = ''): string {
  for (const { segment } of new Intl.Segmenter().segment(word)) return segment;
  return '';
}

import { Component, input } from '@angular/core';

export type Step = 'choose' | 'talk' | 'learn';

/** One small drawing per step: a chosen time, two people talking, a rated sheet of feedback. */
@Component({
  selector: 'gr-step-picture',
  template: `
    <svg viewBox="0 0 200 120" aria-hidden="true" [attr.data-step]="step()">
      @switch (step()) {
        @case ('choose') {
          <rect class="paper" x="36" y="14" width="128" height="92" rx="14" />
          <path class="ink" d="M36 40h128M64 14v-6M136 14v-6" />
          <rect class="chip" x="50" y="54" width="28" height="16" rx="8" />
          <rect class="chip" x="86" y="54" width="28" height="16" rx="8" />
          <rect class="chosen" x="122" y="54" width="28" height="16" rx="8" />
          <rect class="chip" x="50" y="78" width="28" height="16" rx="8" />
          <rect class="chip" x="86" y="78" width="28" height="16" rx="8" />
          <path class="tick" d="m131 62 4 4 7-8" />
        }
        @case ('talk') {
          <rect class="paper" x="24" y="20" width="84" height="64" rx="14" />
          <rect class="tint" x="92" y="40" width="84" height="64" rx="14" />
          <circle class="person" cx="66" cy="44" r="11" />
          <path class="person" d="M46 84c0-18 8-26 20-26s20 8 20 26z" />
          <circle class="chosen" cx="134" cy="64" r="11" />
          <path class="chosen" d="M114 104c0-18 8-26 20-26s20 8 20 26z" />
        }
        @case ('learn') {
          <rect class="paper" x="52" y="8" width="96" height="104" rx="14" />
          <path class="ink" d="M70 62h60M70 76h60M70 90h34" />
          @for (x of [68, 82, 96, 110]; track x) {
            <path
              class="star"
              [attr.transform]="'translate(' + x + ' 26)'"
              d="m6 0 1.900 3.900 4.300.6-3.100 3 .7 4.300L6 9.800l-3.800 2 .7-4.300-3.100-3 4.300-.6z"
            />
          }
          <path
            class="star empty"
            transform="translate(124 26)"
            d="m6 0 1.900 3.900 4.300.6-3.100 3 .7 4.300L6 9.800l-3.800 2 .7-4.300-3.100-3 4.300-.6z"
          />
        }
      }
    </svg>
  `,
  styles: `
    svg {
      display: block;
      inline-size: 200px;
      block-size: 120px;
    }

    /* Each drawing begins where its text does. */
    [data-step='choose'] {
      margin-inline-start: -35px;
    }

    [data-step='talk'] {
      margin-inline-start: -23px;
    }

    [data-step='learn'] {
      margin-inline-start: -51px;
    }

    .paper {
      fill: var(--gr-card);
      stroke: var(--mat-sys-outline-variant);
      stroke-width: 2;
    }

    .tint {
      fill: var(--mat-sys-primary-container);
    }

    .ink {
      fill: none;
      stroke: var(--mat-sys-outline-variant);
      stroke-width: 4;
      stroke-linecap: round;
    }

    .chip,
    .person {
      fill: var(--mat-sys-surface-container-highest);
    }

    .chosen {
      fill: var(--mat-sys-primary);
    }

    .tick {
      fill: none;
      stroke: var(--mat-sys-on-primary);
      stroke-width: 2.5;
      stroke-linecap: round;
      stroke-linejoin: round;
    }

    .star {
      fill: light-dark(#d98a00, #ffb95a);
    }

    .empty {
      fill: var(--mat-sys-outline-variant);
    }
  `,
})
export class StepPicture {
  readonly step = input.required<Step>();
}

import { Component, input } from '@angular/core';

/** The room as one will see it: the specialist large, oneself small, the timer, the bar. Drawn in the brand's colours. */
@Component({
  selector: 'gr-room-picture',
  template: `
    <figure>
      <svg viewBox="0 0 560 400" role="img" [attr.aria-label]="caption()">
        <rect class="stage" width="560" height="400" rx="28" />
        <rect class="wall" x="20" y="20" width="520" height="300" rx="20" />
        <circle class="lamp" cx="446" cy="92" r="34" />
        <rect class="shelf" x="52" y="150" width="96" height="8" rx="4" />
        <rect class="book a" x="60" y="110" width="14" height="40" rx="3" />
        <rect class="book b" x="78" y="102" width="12" height="48" rx="3" />
        <rect class="book c" x="94" y="116" width="16" height="34" rx="3" />

        <g class="specialist">
          <path class="body" d="M158 320c0-70 52-104 122-104s122 34 122 104z" />
          <path class="neck" d="M254 196h52v36c0 18-52 18-52 0z" />
          <ellipse class="face" cx="280" cy="158" rx="54" ry="62" />
          <path
            class="hair"
            d="M224 170c-12-72 18-106 58-106s68 30 54 106c-2-30-12-50-28-60-24 12-52 14-66 8-10 12-14 28-18 52z"
          />
          <path class="smile" d="M262 184c10 10 26 10 36 0" />
          <circle class="eye" cx="262" cy="158" r="4" />
          <circle class="eye" cx="298" cy="158" r="4" />
          <path class="collar" d="m262 232 18 22 18-22" />
        </g>

        <g transform="translate(396 206)">
          <rect class="tile" width="128" height="98" rx="14" />
          <path class="you" d="M24 98c0-32 18-44 40-44s40 12 40 44z" />
          <circle class="skin" cx="64" cy="42" r="20" />
          <path
            class="cap"
            d="M43 42c-2-22 8-30 21-30s24 8 21 30c-6-12-10-14-14-16-10 4-20 4-24 2-2 4-3 8-4 14z"
          />
        </g>

        <rect class="pill" x="40" y="40" width="128" height="34" rx="17" />
        <circle class="live" cx="60" cy="57" r="5" />
        <text class="time" x="74" y="62.5">12:40 / 45</text>

        <g transform="translate(160 340)">
          <circle class="knob" cx="24" cy="20" r="20" />
          <circle class="knob" cx="76" cy="20" r="20" />
          <circle class="knob" cx="128" cy="20" r="20" />
          <rect class="end" x="164" width="76" height="40" rx="20" />
          <path
            class="glyph"
            d="M24 12v8m-6-1a6 6 0 0 0 12 0m-6 6v3M69 15h9v10h-9zm9 4 6-3v8l-6-3M122 20h.1M128 20h.1M134 20h.1M190 23c8-6 16-6 24 0"
          />
        </g>
      </svg>
    </figure>
  `,
  styles: `
    svg {
      display: block;
      inline-size: 100%;
      block-size: auto;
    }

    .stage {
      fill: light-dark(#1d1b18, #2a2723);
    }

    .wall {
      fill: color-mix(in oklab, var(--mat-sys-primary-container) 65%, light-dark(#f3e7d3, #6b5b45));
    }

    .lamp {
      fill: #ffd58a;
    }

    .shelf {
      fill: #a9835a;
    }

    .book.a {
      fill: var(--mat-sys-inverse-primary);
    }

    .book.b {
      fill: #e0b26b;
    }

    .book.c {
      fill: #c98f6c;
    }

    .body {
      fill: color-mix(in oklab, var(--mat-sys-primary), #14322a 22%);
    }

    .neck {
      fill: #c98d6a;
    }

    .face {
      fill: #dda27d;
    }

    .hair {
      fill: #3b2a22;
    }

    .smile,
    .collar,
    .glyph {
      fill: none;
      stroke: #5c3a2a;
      stroke-width: 4;
      stroke-linecap: round;
      stroke-linejoin: round;
    }

    .collar {
      stroke: #f7efe2;
    }

    .eye {
      fill: #3b2a22;
    }

    .tile {
      fill: #f0dfc6;
      stroke: #1d1b18;
      stroke-width: 4;
    }

    .you {
      fill: #b8683f;
    }

    .skin {
      fill: #8c5a3f;
    }

    .cap {
      fill: #241a16;
    }

    .pill {
      fill: rgb(29 27 24 / 78%);
    }

    .live {
      fill: #7cd8b7;
    }

    .time {
      fill: #fff;
      font: 600 15px var(--gr-font);
      font-variant-numeric: tabular-nums;
    }

    .knob {
      fill: #38352f;
    }

    .end {
      fill: #b12c25;
    }

    .glyph {
      stroke: #fff;
      stroke-width: 2.4;
    }
  `,
})
export class RoomPicture {
  readonly caption = input.required<string>();
}

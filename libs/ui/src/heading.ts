import { NgTemplateOutlet } from '@angular/common';
import { Component, input } from '@angular/core';

export type HeadingLevel = 'h1' | 'h2' | 'h3';

/** A heading whose level the place decides and whose look the caller does. */
@Component({
  selector: 'gr-heading',
  imports: [NgTemplateOutlet],
  template: `
    @switch (level()) {
      @case ('h1') {
        <h1><ng-container [ngTemplateOutlet]="content" /></h1>
      }
      @case ('h2') {
        <h2><ng-container [ngTemplateOutlet]="content" /></h2>
      }
      @case ('h3') {
        <h3><ng-container [ngTemplateOutlet]="content" /></h3>
      }
    }
    <ng-template #content><ng-content /></ng-template>
  `,
  styles: `
    :host {
      display: block;
    }

    h1,
    h2,
    h3 {
      font-size: inherit;
    }
  `,
})
export class Heading {
  readonly level = input.required<HeadingLevel>();
}

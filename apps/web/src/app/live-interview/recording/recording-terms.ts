import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formatter } from '../../platform/formatter';
import { RecordingStore } from './recording-store';

const DAY_SECONDS = 86_400;

/** What is recorded, who may watch it, for how long it is kept, and how one gets out of it. */
@Component({
  selector: 'gr-recording-terms',
  imports: [TranslocoDirective],
  template: `
    <ul role="list" *transloco="let t">
      <li>{{ t('recording.what.media') }}</li>
      <li>{{ t('recording.what.who') }}</li>
      <li>{{ t('recording.what.kept', { time: kept() }) }}</li>
      @if (store.role() === 'candidate') {
        <li>{{ t('recording.what.candidate-stop') }}</li>
        <li>{{ t('recording.what.candidate-free') }}</li>
      } @else {
        <li>{{ t('recording.what.interviewer-stop', { name: name() }) }}</li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      gap: var(--gr-space-2);
      margin-block-start: var(--gr-space-4);
      padding-inline-start: 1.1em;
      color: var(--mat-sys-on-surface-variant);
      list-style: disc;
    }
  `,
})
export class RecordingTerms {
  protected readonly store = inject(RecordingStore);
  private readonly format = inject(Formatter);
  /** The other person. */
  readonly name = input.required<string>();
  protected readonly kept = computed(() =>
    this.format.countdown((this.store.view()?.retentionDays ?? 0) * DAY_SECONDS),
  );
}

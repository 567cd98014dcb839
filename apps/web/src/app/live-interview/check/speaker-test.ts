import { Component, input, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { playTestTone } from '../devices/test-tone';
import { RoomIcon } from '../room-icon';

/** Three notes, so that a person knows where the sound will come from. */
@Component({
  selector: 'gr-speaker-test',
  imports: [TranslocoDirective, RoomIcon],
  template: `
    <ng-container *transloco="let t">
      <button
        class="gr-button gr-button-tonal"
        type="button"
        [disabled]="state() === 'playing'"
        (click)="play()"
      >
        <gr-room-icon name="speaker" [size]="18" />
        {{ t('live.check.tone') }}
      </button>
      <p class="gr-hint" role="status">
        @switch (state()) {
          @case ('playing') {
            {{ t('live.check.tone-playing') }}
          }
          @case ('done') {
            {{ t('live.check.tone-done') }}
          }
          @case ('failed') {
            {{ t('live.check.tone-failed') }}
          }
        }
      </p>
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--gr-space-2);
      justify-items: start;
    }

    .gr-button {
      min-block-size: var(--gr-target);
      padding-inline: var(--gr-space-5);
      font-size: var(--gr-text-s);
    }
  `,
})
export class SpeakerTest {
  readonly sinkId = input('');

  protected readonly state = signal<'idle' | 'playing' | 'done' | 'failed'>('idle');

  protected async play(): Promise<void> {
    this.state.set('playing');
    try {
      await playTestTone(this.sinkId());
      this.state.set('done');
    } catch {
      this.state.set('failed');
    }
  }
}

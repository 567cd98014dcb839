import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { VoiceRecording } from '../devices/voice-recording';
import { RoomIcon } from '../room-icon';

/** Records a few seconds and plays them: the only proof that a microphone sounds right. */
@Component({
  selector: 'gr-hear-yourself',
  imports: [TranslocoDirective, RoomIcon],
  providers: [VoiceRecording],
  template: `
    <ng-container *transloco="let t">
      <button
        class="gr-button gr-button-tonal"
        type="button"
        [disabled]="!track() || busy()"
        (click)="record()"
      >
        <gr-room-icon name="record" [size]="18" />
        {{ t('live.check.record') }}
      </button>
      @if (recording.state() === 'done') {
        <button class="gr-button gr-button-text" type="button" (click)="playAgain()">
          {{ t('live.check.play-again') }}
        </button>
      }
      <p class="gr-hint" role="status">
        @switch (recording.state()) {
          @case ('recording') {
            {{ t('live.check.recording') }}
            <span aria-hidden="true" class="gr-tabular">{{ recording.secondsLeft() }}</span>
          }
          @case ('playing') {
            {{ t('live.check.playing') }}
          }
          @case ('done') {
            {{ t('live.check.heard-yourself') }}
          }
          @case ('failed') {
            {{ t('live.check.recording-failed') }}
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

    p:empty {
      display: none;
    }
  `,
})
export class HearYourself {
  readonly track = input.required<MediaStreamTrack | null>();
  readonly sinkId = input('');

  protected readonly recording = inject(VoiceRecording);
  protected readonly busy = computed(() => ['recording', 'playing'].includes(this.recording.state()));

  protected record(): void {
    const track = this.track();
    if (track) this.recording.record(track, this.sinkId());
  }

  protected playAgain(): void {
    void this.recording.play(this.sinkId());
  }
}

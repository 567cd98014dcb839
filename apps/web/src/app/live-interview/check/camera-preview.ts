import { Component, computed, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { CaptureKind } from '../devices/device-access';
import { RoomIcon } from '../room-icon';
import { Avatar } from '../room/avatar';
import { VideoPicture } from '../room/video-picture';
import type { CaptureState } from './device-check-store';

/** The person as the others will see them, and the two switches they can set before they come in. */
@Component({
  selector: 'gr-camera-preview',
  imports: [TranslocoDirective, RoomIcon, Avatar, VideoPicture],
  template: `
    <figure *transloco="let t">
      @if (cameraTrack(); as track) {
        <gr-video-picture [track]="track" [mirrored]="true" [label]="t('live.room.your-video')" />
      } @else if (camera().kind === 'starting') {
        <p class="words">{{ t('live.check.starting') }}</p>
      } @else {
        <gr-avatar [name]="name()" />
      }
      <figcaption>{{ name() }}</figcaption>
      <div class="switches">
        <button
          class="switch"
          type="button"
          [class.off]="!microphoneOn()"
          [disabled]="microphone().kind === 'starting'"
          [attr.aria-label]="microphoneOn() ? t('live.room.mute') : t('live.room.unmute')"
          (click)="toggled.emit('microphone')"
        >
          <gr-room-icon [name]="microphoneOn() ? 'mic' : 'mic-off'" />
        </button>
        <button
          class="switch"
          type="button"
          [class.off]="!cameraTrack()"
          [disabled]="camera().kind === 'starting'"
          [attr.aria-label]="cameraTrack() ? t('live.room.camera-off') : t('live.room.camera-on')"
          (click)="toggled.emit('camera')"
        >
          <gr-room-icon [name]="cameraTrack() ? 'camera' : 'camera-off'" />
        </button>
      </div>
    </figure>
  `,
  styleUrl: './camera-preview.scss',
})
export class CameraPreview {
  readonly name = input.required<string>();
  readonly microphone = input.required<CaptureState>();
  readonly camera = input.required<CaptureState>();
  readonly toggled = output<CaptureKind>();

  protected readonly microphoneOn = computed(() => this.microphone().kind === 'on');
  protected readonly cameraTrack = computed(() => {
    const camera = this.camera();
    return camera.kind === 'on' ? camera.track : null;
  });
}

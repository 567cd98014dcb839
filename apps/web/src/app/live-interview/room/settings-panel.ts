import { Component, computed, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { SpeakerTest } from '../check/speaker-test';
import { ConferenceStore } from '../conference-store';
import { DevicePicker } from '../devices/device-picker';
import { type DeviceKind, DevicePreferences } from '../devices/device-preferences';
import { SoundMeter } from '../devices/sound-meter';
import { RoomViewStore } from '../room-view-store';
import { SingleKeys } from './single-keys';

/** How many tips each side has in the texts. */
const TIPS = [1, 2, 3, 4];

/** Devices, changed while the conversation goes on; and what helps in an interview, for each side its own. */
@Component({
  selector: 'gr-settings-panel',
  imports: [TranslocoDirective, DevicePicker, SoundMeter, SpeakerTest],
  template: `
    <ng-container *transloco="let t">
      <section>
        <h2>{{ t('live.settings.devices') }}</h2>
        <gr-device-picker
          kind="microphone"
          [devices]="preferences.devices().microphone"
          [selected]="microphoneId()"
          (chosen)="choose('microphone', $event)"
        />
        <gr-sound-meter [track]="microphone()" />
        <gr-device-picker
          kind="camera"
          [devices]="preferences.devices().camera"
          [selected]="cameraId()"
          (chosen)="choose('camera', $event)"
        />
        @if (preferences.canChooseSpeaker) {
          <gr-device-picker
            kind="speaker"
            [devices]="preferences.devices().speaker"
            [selected]="preferences.chosen().speakerId"
            (chosen)="choose('speaker', $event)"
          />
        }
        <gr-speaker-test [sinkId]="preferences.sinkId()" />
      </section>
      @if (roomView.room(); as room) {
        <section>
          <h2>{{ t('live.tips.title') }}</h2>
          <ul>
            @for (tip of tips; track tip) {
              <li>{{ t('live.tips.' + room.role + '-' + tip) }}</li>
            }
          </ul>
        </section>
      }
      <section>
        <h2>{{ t('live.keys.title') }}</h2>
        <label class="choice">
          <input
            #choice
            type="checkbox"
            [checked]="keys.on()"
            (change)="keys.set(choice.checked)"
            aria-describedby="gr-keys-hint"
          />
          {{ t('live.keys.switch') }}
        </label>
        <p id="gr-keys-hint">{{ t('live.keys.hint') }}</p>
      </section>
    </ng-container>
  `,
  styleUrl: './panel-sections.scss',
})
export class SettingsPanel {
  protected readonly conference = inject(ConferenceStore);
  protected readonly preferences = inject(DevicePreferences);
  protected readonly roomView = inject(RoomViewStore);
  protected readonly keys = inject(SingleKeys);

  protected readonly tips = TIPS;
  protected readonly microphone = computed(() => {
    const self = this.conference.self();
    return self && !self.audioMuted ? self.audio : null;
  });
  protected readonly microphoneId = computed(
    () => this.microphone()?.getSettings().deviceId ?? this.preferences.chosen().microphoneId,
  );
  protected readonly cameraId = computed(
    () => this.conference.self()?.camera?.getSettings().deviceId ?? this.preferences.chosen().cameraId,
  );

  constructor() {
    void this.preferences.refresh();
  }

  protected choose(kind: DeviceKind, id: string): void {
    this.preferences.choose(kind, id);
    if (kind !== 'speaker') void this.conference.switchDevice(kind, id);
  }
}

import { Component, computed, DestroyRef, inject, input, output } from '@angular/core';
import type { Room } from '@greenroom/contracts';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formatter } from '../../platform/formatter';
import type { CaptureKind } from '../devices/device-access';
import { DevicePicker } from '../devices/device-picker';
import { type DeviceKind, DevicePreferences } from '../devices/device-preferences';
import { SoundMeter } from '../devices/sound-meter';
import { ConferenceStore } from '../conference-store';
import { DisplayName } from '../display-name';
import { CameraPreview } from './camera-preview';
import { DeviceCheckStore } from './device-check-store';
import { DeviceProblemNotice } from './device-problem-notice';
import { HearYourself } from './hear-yourself';
import { SpeakerTest } from './speaker-test';

/** Before the room: see, hear and be sure; then one click leads in. */
@Component({
  selector: 'gr-device-check',
  imports: [
    TranslocoDirective,
    CameraPreview,
    DevicePicker,
    DeviceProblemNotice,
    HearYourself,
    SoundMeter,
    SpeakerTest,
  ],
  templateUrl: './device-check.html',
  styleUrl: './device-check.scss',
})
export class DeviceCheck {
  readonly room = input.required<Room>();
  /** False before the room opens: devices can be tested, and joining comes later. */
  readonly canJoin = input.required<boolean>();
  /** Seconds until the room opens. */
  readonly opensIn = input(0);
  readonly joined = output();

  protected readonly check = inject(DeviceCheckStore);
  protected readonly preferences = inject(DevicePreferences);
  protected readonly format = inject(Formatter);
  private readonly conference = inject(ConferenceStore);
  private readonly displayName = inject(DisplayName);

  protected readonly name = computed(() => this.displayName.chosen() ?? this.room().selfName);

  protected readonly lead = computed(() =>
    this.room().otherPresent ? 'live.check.present' : 'live.check.lead',
  );
  protected readonly starting = computed(
    () => this.check.microphone().kind === 'starting' || this.check.camera().kind === 'starting',
  );

  constructor() {
    void this.check.start();
    // Whoever did not go in has no open camera behind whatever the page shows next.
    inject(DestroyRef).onDestroy(() => this.check.stop());
  }

  protected rename(field: HTMLInputElement): void {
    const isChanged = this.displayName.choose(field.value);
    field.value = this.name();
    if (isChanged && this.canJoin()) void this.conference.prepareAgain();
  }

  protected toggle(kind: CaptureKind): void {
    void this.check.toggle(kind);
  }

  protected choose(kind: DeviceKind, id: string): void {
    void this.check.choose(kind, id);
  }
}

import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import * as z from 'zod/mini';
import { deviceStorage } from '../../platform/browser-storage';
import { browserMedia } from './browser-media';

export type DeviceKind = 'microphone' | 'camera' | 'speaker';

export interface Device {
  readonly id: string;
  /** As the system calls it; empty until the person has allowed the use of devices. */
  readonly label: string;
}

const chosenSchema = z.object({
  microphoneId: z.nullable(z.string()),
  cameraId: z.nullable(z.string()),
  speakerId: z.nullable(z.string()),
});
type Chosen = z.infer<typeof chosenSchema>;

const NOTHING: Chosen = { microphoneId: null, cameraId: null, speakerId: null };
const STORED = 'devices';
const KINDS = { audioinput: 'microphone', videoinput: 'camera', audiooutput: 'speaker' } as const;

/** Which devices there are, and which of them this person prefers in this browser. */
@Injectable()
export class DevicePreferences {
  private readonly present = signal<Record<DeviceKind, readonly Device[]>>({
    microphone: [],
    camera: [],
    speaker: [],
  });
  private readonly preferred = signal<Chosen>(restored());

  readonly devices = this.present.asReadonly();
  readonly chosen = this.preferred.asReadonly();
  /** Not every browser lets a page say where its sound goes. */
  readonly canChooseSpeaker =
    typeof HTMLMediaElement !== 'undefined' && 'setSinkId' in HTMLMediaElement.prototype;
  /** The chosen speaker as `setSinkId` takes it: the system's own when there is no choice, or it is unplugged. */
  readonly sinkId = computed(() => {
    const { speakerId } = this.chosen();
    return speakerId && this.devices().speaker.some(({ id }) => id === speakerId) ? speakerId : '';
  });

  constructor() {
    const renew = () => void this.refresh();
    browserMedia()?.addEventListener('devicechange', renew);
    inject(DestroyRef).onDestroy(() => browserMedia()?.removeEventListener('devicechange', renew));
  }

  /** Lists anew: names appear only after the person has allowed the use of a device. */
  async refresh(): Promise<void> {
    const found =
      (await browserMedia()
        ?.enumerateDevices()
        .catch(() => null)) ?? [];
    const devices: Record<DeviceKind, Device[]> = { microphone: [], camera: [], speaker: [] };
    for (const { kind, deviceId, label } of found) {
      if (deviceId) devices[KINDS[kind]].push({ id: deviceId, label });
    }
    this.present.set(devices);
  }

  choose(kind: DeviceKind, id: string): void {
    this.preferred.update((before) => ({ ...before, [`${kind}Id`]: id }));
    deviceStorage.write(STORED, JSON.stringify(this.preferred()));
  }
}

function restored(): Chosen {
  try {
    const stored = chosenSchema.safeParse(JSON.parse(deviceStorage.read(STORED) ?? 'null'));
    return stored.success ? stored.data : NOTHING;
  } catch {
    return NOTHING;
  }
}

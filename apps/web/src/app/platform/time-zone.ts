import { computed, Injectable, signal } from '@angular/core';
import { timeZoneSchema } from '@greenroom/contracts';
import { deviceStorage } from './browser-storage';

const isTimeZone = (value: unknown): value is string => timeZoneSchema.safeParse(value).success;

/** The zone in which this person sees every time: chosen here, else of their account, else the browser's. */
@Injectable({ providedIn: 'root' })
export class TimeZone {
  private readonly browser = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  private readonly chosen = signal(this.stored());
  private readonly account = signal<string | null>(null);

  readonly zone = computed(() => this.chosen() ?? this.account() ?? this.browser);

  /** All zones of the IANA database that this browser knows, the current one included. */
  readonly available = computed(() => {
    const zones = new Set(Intl.supportedValuesOf('timeZone'));
    zones.add('UTC').add(this.zone());
    return [...zones].sort();
  });

  choose(zone: string): void {
    if (!isTimeZone(zone)) return;
    deviceStorage.write('time-zone', zone);
    this.chosen.set(zone);
  }

  prefer(zone: string | null): void {
    this.account.set(isTimeZone(zone) ? zone : null);
  }

  /** Whoever uses this device next has not chosen. */
  forget(): void {
    deviceStorage.remove('time-zone');
    this.chosen.set(null);
  }

  private stored(): string | null {
    const zone = deviceStorage.read('time-zone');
    return isTimeZone(zone) ? zone : null;
  }
}

import { Injectable, signal } from '@angular/core';
import { deviceStorage } from '../../platform/browser-storage';

const STORED = 'single-keys';

/** Whether single keys do something: they can be switched off (WCAG 2.1.4), for this browser. Escape always works. */
@Injectable()
export class SingleKeys {
  private readonly active = signal(deviceStorage.read(STORED) !== 'off');

  readonly on = this.active.asReadonly();

  set(on: boolean): void {
    this.active.set(on);
    deviceStorage.write(STORED, on ? 'on' : 'off');
  }
}

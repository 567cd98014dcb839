import { Component, computed, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Device, DeviceKind } from './device-preferences';

let pickers = 0;

/** Choice among the devices of one kind, by the names the system gives them. */
@Component({
  selector: 'gr-device-picker',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <label class="gr-label" [for]="id">{{ t('live.devices.' + kind()) }}</label>
      <select
        #choice
        class="gr-input"
        [id]="id"
        [disabled]="devices().length === 0"
        (change)="chosen.emit(choice.value)"
      >
        @for (device of devices(); track device.id; let index = $index) {
          <option [value]="device.id" [selected]="device.id === current()">
            {{ device.label || t('live.devices.unnamed-' + kind(), { number: index + 1 }) }}
          </option>
        } @empty {
          <option>{{ t('live.devices.none') }}</option>
        }
      </select>
    </ng-container>
  `,
  host: { class: 'gr-field' },
})
export class DevicePicker {
  readonly kind = input.required<DeviceKind>();
  readonly devices = input.required<readonly Device[]>();
  /** The id of the device in use; the first of the list when it is not known. */
  readonly selected = input<string | null>(null);
  readonly chosen = output<string>();

  protected readonly id = `gr-device-${++pickers}`;
  protected readonly current = computed(() => {
    const devices = this.devices();
    return devices.find(({ id }) => id === this.selected())?.id ?? devices[0]?.id;
  });
}

import { Component, computed, inject } from '@angular/core';
import { Icon } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Clock } from '../platform/clock';
import { Formatter } from '../platform/formatter';
import { TimeZone } from '../platform/time-zone';
import { BookingStore } from './booking-store';
import { WeekPicker } from './week-picker';

/** "Now", or a time of a week, in a zone that can be changed. */
@Component({
  selector: 'gr-slot-picker',
  imports: [Icon, TranslocoDirective, WeekPicker],
  templateUrl: './slot-picker.html',
  styleUrls: ['./choice.scss', './slot-picker.scss'],
})
export class SlotPicker {
  protected readonly store = inject(BookingStore);
  protected readonly format = inject(Formatter);
  protected readonly timeZone = inject(TimeZone);
  protected readonly now = inject(Clock).now();

  protected readonly state = computed(() => {
    if (this.store.slots.error()) return 'failed';
    return this.store.slots.hasValue() ? 'ready' : 'loading';
  });

  protected choose(time: string): void {
    this.store.change({ time });
  }
}

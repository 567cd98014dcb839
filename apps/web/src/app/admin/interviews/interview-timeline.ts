import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatChipListbox, MatChipOption } from '@angular/material/chips';
import type { InterviewDetail } from '@greenroom/contracts';
import { StatusChip } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formatter } from '../../platform/formatter';
import { STATUS_TONES } from '../../platform/status-tones';
import { AdminIcon, type AdminIconName } from '../icon';
import { MESSAGE_TONES } from './message-tones';
import { ledgerReasonKey, messageReasonKey, moveReasonKey } from './reasons';
import { groupByDay, type TimelineKind, timelineKinds, timelineOf } from './timeline';

const ICONS: Record<TimelineKind, AdminIconName> = {
  transition: 'transition',
  message: 'mail',
  money: 'money',
  presence: 'presence',
};

/** Everything that happened to an interview, day by day: moves, mail, money, and who was in the room. */
@Component({
  selector: 'gr-interview-timeline',
  imports: [AdminIcon, MatChipListbox, MatChipOption, StatusChip, TranslocoDirective],
  templateUrl: './interview-timeline.html',
  styleUrl: './interview-timeline.scss',
})
export class InterviewTimeline {
  protected readonly format = inject(Formatter);
  protected readonly kinds = timelineKinds;
  protected readonly icons = ICONS;
  protected readonly tones = STATUS_TONES;
  protected readonly messageTones = MESSAGE_TONES;
  protected readonly moveReason = moveReasonKey;
  protected readonly messageReason = messageReasonKey;
  protected readonly ledgerReason = ledgerReasonKey;

  readonly interview = input.required<InterviewDetail>();
  /** The message that is being put back into the queue. */
  readonly retrying = input<string | null>(null);
  readonly retry = output<string>();

  protected readonly kind = signal<TimelineKind | 'all'>('all');
  private readonly entries = computed(() => timelineOf(this.interview()));
  protected readonly days = computed(() => {
    const kind = this.kind();
    const shown = kind === 'all' ? this.entries() : this.entries().filter((entry) => entry.kind === kind);
    return groupByDay(shown, (instant) => this.format.calendarDate(instant));
  });

  protected show(kind: TimelineKind | 'all' | undefined): void {
    this.kind.set(kind ?? 'all');
  }

  protected secondsOf(from: string, until: string): number {
    return (Date.parse(until) - Date.parse(from)) / 1000;
  }
}

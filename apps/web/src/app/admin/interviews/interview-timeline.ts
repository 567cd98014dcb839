import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatChipListbox, MatChipOption } from '@angular/material/chips';
import type { InterviewDetail, WorkflowRun, WorkflowSummary } from '@greenroom/contracts';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formatter } from '../../platform/formatter';
import { AdminIcon } from '../icon';
import { filtered, folded, groupByDay, type TimelineFilter, timelineFilters, timelineOf } from './timeline';
import { TimelineEntry } from './timeline-entry';

/** Everything that happened to an interview, day by day: people, money, messages and what workflows did. */
@Component({
  selector: 'gr-interview-timeline',
  imports: [AdminIcon, MatChipListbox, MatChipOption, TimelineEntry, TranslocoDirective],
  templateUrl: './interview-timeline.html',
  styleUrl: './interview-timeline.scss',
})
export class InterviewTimeline {
  protected readonly format = inject(Formatter);
  protected readonly filters = timelineFilters;

  readonly interview = input.required<InterviewDetail>();
  readonly runs = input.required<readonly WorkflowRun[]>();
  readonly workflows = input.required<readonly WorkflowSummary[]>();
  /** The message that is being put back into the queue. */
  readonly retrying = input<string | null>(null);
  readonly retryMessage = output<string>();
  readonly changed = output();

  protected readonly filter = signal<TimelineFilter>('all');
  private readonly entries = computed(() => timelineOf(this.interview(), this.runs()));
  protected readonly days = computed(() => {
    const filter = this.filter();
    const dayOf = (instant: string) => this.format.calendarDate(instant);
    return groupByDay(filtered(this.entries(), filter), dayOf).map(({ day, entries }) => ({
      day,
      rows: folded(entries, filter),
    }));
  });

  protected show(filter: TimelineFilter | undefined): void {
    this.filter.set(filter ?? 'all');
  }
}

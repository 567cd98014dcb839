import { Component, computed, inject, input, output } from '@angular/core';
import type { WorkflowRun, WorkflowSummary } from '@greenroom/contracts';
import { Skeleton, StatusChip } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Clock } from '../../platform/clock';
import { Formatter } from '../../platform/formatter';
import { Language } from '../../platform/language';
import { TimeZone } from '../../platform/time-zone';
import { StepActions } from './step-actions';
import { runTitle, stepWords } from './step-words';
import { timeAhead } from './time-ahead';
import { parkedSteps, upcomingSteps } from './upcoming-steps';

/** What workflows will do for an interview, to whom and when; and what got stuck, which waits for the reader. */
@Component({
  selector: 'gr-interview-next',
  imports: [Skeleton, StatusChip, StepActions, TranslocoDirective],
  templateUrl: './interview-next.html',
  styleUrl: './interview-next.scss',
})
export class InterviewNext {
  private readonly zone = inject(TimeZone).zone;
  private readonly language = inject(Language);
  private readonly clock = inject(Clock).everySecond();
  protected readonly format = inject(Formatter);

  /** Undefined while they are not known. */
  readonly runs = input.required<readonly WorkflowRun[] | undefined>();
  readonly workflows = input.required<readonly WorkflowSummary[]>();
  /** They could not be read. */
  readonly failed = input(false);
  readonly changed = output();

  protected readonly parked = computed(() => parkedSteps(this.runs() ?? []));
  protected readonly upcoming = computed(() => upcomingSteps(this.runs() ?? []));
  private readonly minute = computed(() => Math.floor(this.clock() / 60_000) * 60_000);

  protected readonly stepWords = stepWords;
  protected readonly runTitle = runTitle;

  /** "Europe/Berlin (GMT+1)" at the time of the first step. */
  protected zoneName(): string {
    return this.format.zoneName(this.zone(), this.upcoming()[0]?.at ?? 0);
  }

  protected ahead(instant: string): string {
    return timeAhead(this.language.regional(), instant, this.minute());
  }
}

import { Component, computed, inject, input, output } from '@angular/core';
import type { InterviewDetail } from '@greenroom/contracts';
import { ChangeActions } from '../../interview-changes/change-actions';
import { OutcomeDialog } from '../../outcomes/outcome-dialog';
import { Clock } from '../../platform/clock';

/** What an administrator can decide about an interview: other times, no interview at all, or what the session was. */
@Component({
  selector: 'gr-interview-decisions',
  imports: [ChangeActions, OutcomeDialog],
  template: `
    @if (interview().status === 'scheduled') {
      <gr-change-actions
        side="admin"
        [interviewId]="interview().id"
        [scheduledAt]="interview().scheduledAt"
        [price]="interview().price"
        (changed)="changed.emit()"
      />
    }
    @if (takesVerdict()) {
      <gr-outcome-dialog
        [interviewId]="interview().id"
        [outcome]="interview().outcome"
        [proposed]="interview().proposedOutcome"
        (decided)="changed.emit()"
      />
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: var(--gr-space-2);
    }
  `,
})
export class InterviewDecisions {
  private readonly clock = inject(Clock).everySecond();

  readonly interview = input.required<InterviewDetail>();
  readonly changed = output();

  /** There was, or should have been, a session to decide about. */
  protected readonly takesVerdict = computed(() => {
    const { status, scheduledAt } = this.interview();
    const isOver = status === 'completed' || status === 'no-show';
    return isOver || (status === 'scheduled' && Date.parse(scheduledAt) <= this.clock());
  });
}

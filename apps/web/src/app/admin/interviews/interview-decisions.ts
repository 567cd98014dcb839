import { Component, input, output } from '@angular/core';
import type { InterviewDetail } from '@greenroom/contracts';
import { ChangeActions } from '../../interview-changes/change-actions';
import { OutcomeDialog } from '../../outcomes/outcome-dialog';

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
    <gr-outcome-dialog [interview]="interview()" (decided)="changed.emit()" />
  `,
  // The buttons stand in the row of the page, beside those of its own.
  styles: `
    :host,
    gr-change-actions {
      display: contents;
    }
  `,
})
export class InterviewDecisions {
  readonly interview = input.required<InterviewDetail>();
  readonly changed = output();
}

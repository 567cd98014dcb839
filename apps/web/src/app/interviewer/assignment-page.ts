import { Component, computed, inject, input } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { Countdown, Skeleton } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { filter, skip } from 'rxjs';
import { ChangeActions } from '../interview-changes/change-actions';
import { SessionReceipt } from '../outcomes/session-receipt';
import { Clock } from '../platform/clock';
import { Formatter } from '../platform/formatter';
import { onPageReturn } from '../platform/page-return';
import { StaleNotice } from '../platform/stale-notice';
import { InterviewRecordings } from '../recordings/interview-recordings';
import { AssignmentFacts } from './assignment-facts';
import { assignmentSource, isOpen } from './assignment-source';
import { FeedbackForm } from './feedback-form';
import { LinkProblem } from './link-problem';

/** `/interviewer/interviews/:interviewId`: a letter that says who, when and what, then one large button. */
@Component({
  selector: 'gr-assignment-page',
  imports: [
    AssignmentFacts,
    ChangeActions,
    Countdown,
    FeedbackForm,
    InterviewRecordings,
    LinkProblem,
    RouterLink,
    SessionReceipt,
    Skeleton,
    StaleNotice,
    TranslocoDirective,
  ],
  templateUrl: './assignment-page.html',
  styleUrl: './letter.scss',
})
export class AssignmentPage {
  private readonly clock = inject(Clock).everySecond();
  protected readonly format = inject(Formatter);

  readonly interviewId = input.required<string>();

  protected readonly source = assignmentSource(this.interviewId);
  protected readonly plannedSeconds = computed(() => {
    const assignment = this.source.assignment();
    return assignment ? (Date.parse(assignment.endsAt) - Date.parse(assignment.scheduledAt)) / 1000 : 0;
  });
  /** The room: `closed` once its time is over, null when there is none to join. */
  protected readonly room = computed<{ kind: 'early'; seconds: number } | { kind: 'open' | 'closed' } | null>(
    () => {
      const assignment = this.source.assignment();
      if (!assignment?.roomName || !isOpen(assignment)) return null;
      if (Date.parse(assignment.closesAt) <= this.clock()) return { kind: 'closed' };
      const seconds = (Date.parse(assignment.opensAt) - this.clock()) / 1000;
      return seconds > 0 ? { kind: 'early', seconds } : { kind: 'open' };
    },
  );
  /** There is something to read once the session is over, or its time is. */
  protected readonly hasReceipt = computed(() => {
    const status = this.source.assignment()?.status;
    return status === 'completed' || status === 'no-show' || this.roomKind() === 'closed';
  });
  private readonly roomKind = computed(() => this.room()?.kind);

  constructor() {
    // The clock says when the room opens and closes; the server, whether it was moved, cancelled or is over.
    toObservable(this.roomKind)
      .pipe(
        filter((kind) => kind !== undefined),
        skip(1),
        takeUntilDestroyed(),
      )
      .subscribe(() => this.source.resource.reload());
    onPageReturn(() => this.source.resource.reload());
  }
}

import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { interviewerRoutes } from '@greenroom/contracts';
import { Countdown, Skeleton } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../platform/api';
import { toApiError } from '../platform/api-error';
import { Clock } from '../platform/clock';
import { Formatter } from '../platform/formatter';
import { AssignmentFacts } from './assignment-facts';
import { FeedbackForm } from './feedback-form';
import { LinkProblem, linkProblem } from './link-problem';

/** `/interviewer/interviews/:interviewId`: a letter that says who, when and what, then one large button. */
@Component({
  selector: 'gr-assignment-page',
  imports: [AssignmentFacts, Countdown, FeedbackForm, LinkProblem, RouterLink, Skeleton, TranslocoDirective],
  templateUrl: './assignment-page.html',
  styleUrl: './letter.scss',
})
export class AssignmentPage {
  private readonly clock = inject(Clock).everySecond();
  protected readonly format = inject(Formatter);

  readonly interviewId = input.required<string>();

  protected readonly resource = apiResource(interviewerRoutes.getAssignment, () => ({
    params: { interviewId: this.interviewId() },
  }));
  protected readonly problem = computed(() => {
    const error = this.resource.error();
    return error ? linkProblem(toApiError(error).code) : null;
  });
  protected readonly assignment = computed(() =>
    this.resource.hasValue() ? this.resource.value() : undefined,
  );
  protected readonly plannedSeconds = computed(() => {
    const assignment = this.assignment();
    return assignment ? (Date.parse(assignment.endsAt) - Date.parse(assignment.scheduledAt)) / 1000 : 0;
  });
  /** Seconds until the room opens; 0 when it is open; null when there is no room to join. */
  protected readonly opensIn = computed(() => {
    const assignment = this.assignment();
    if (!assignment?.roomName) return null;
    if (assignment.status !== 'scheduled' && assignment.status !== 'in-progress') return null;
    return Math.max(0, (Date.parse(assignment.opensAt) - this.clock()) / 1000);
  });
}

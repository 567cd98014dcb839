import { Component, computed, inject, input } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { interviewerRoutes } from '@greenroom/contracts';
import { Skeleton } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { interval } from 'rxjs';
import { apiResource } from '../platform/api';
import { toApiError } from '../platform/api-error';
import { Formatter } from '../platform/formatter';
import { FeedbackForm } from './feedback-form';
import { LinkProblem, linkProblem } from './link-problem';

/** How often is asked whether the interview is over by now. */
const ASK_AGAIN_MILLISECONDS = 4000;

/** `/interviewer/interviews/:interviewId/feedback`: where the room sends interviewers when the interview has ended. */
@Component({
  selector: 'gr-feedback-page',
  imports: [FeedbackForm, LinkProblem, RouterLink, Skeleton, TranslocoDirective],
  template: `
    <div class="gr-page gr-page-narrow" *transloco="let t">
      @if (assignment(); as assignment) {
        <article class="gr-card">
          <h1>{{ t('interviewer.thanks', { name: assignment.interviewerName }) }}</h1>
          @if (assignment.status === 'completed') {
            <p>
              {{
                t('interviewer.talked', {
                  candidate: assignment.candidateName,
                  duration: format.duration(assignment.durationSeconds ?? 0),
                })
              }}
            </p>
            <gr-feedback-form class="form" [assignment]="assignment" (saved)="resource.set($event)" />
          } @else {
            <p>{{ t('interviewer.not-over') }}</p>
          }
          <a
            class="gr-button gr-button-text"
            [routerLink]="['/interviewer/interviews', assignment.interviewId]"
            >{{ t('interviewer.to-brief') }}</a
          >
        </article>
      } @else if (problem(); as problem) {
        <gr-link-problem [kind]="problem" (retry)="resource.reload()" />
      } @else {
        <h1 class="gr-hidden">{{ t('titles.feedback') }}</h1>
        <gr-skeleton [label]="t('interviewer.loading')" [count]="1" height="24rem" />
      }
    </div>
  `,
  styleUrl: './letter.scss',
})
export class FeedbackPage {
  protected readonly format = inject(Formatter);

  readonly interviewId = input.required<string>();

  protected readonly resource = apiResource(interviewerRoutes.getAssignment, () => ({
    params: { interviewId: this.interviewId() },
  }));
  protected readonly assignment = computed(() =>
    this.resource.hasValue() ? this.resource.value() : undefined,
  );
  protected readonly problem = computed(() => {
    const error = this.resource.error();
    return error ? linkProblem(toApiError(error).code) : null;
  });

  constructor() {
    interval(ASK_AGAIN_MILLISECONDS)
      .pipe(takeUntilDestroyed())
      .subscribe(() => {
        const status = this.assignment()?.status;
        if (status === 'scheduled' || status === 'in-progress') this.resource.reload();
      });
  }
}

import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Skeleton } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formatter } from '../platform/formatter';
import { pollWhile } from '../platform/polling';
import { StaleNotice } from '../platform/stale-notice';
import { assignmentSource, isOpen } from './assignment-source';
import { FeedbackForm } from './feedback-form';
import { LinkProblem } from './link-problem';

/** How often is asked whether the interview is over by now. */
const ASK_AGAIN_SECONDS = 4;

/** `/interviewer/interviews/:interviewId/feedback`: where the room sends interviewers when the interview has ended. */
@Component({
  selector: 'gr-feedback-page',
  imports: [FeedbackForm, LinkProblem, RouterLink, Skeleton, StaleNotice, TranslocoDirective],
  template: `
    <div class="gr-page gr-page-narrow" *transloco="let t">
      @if (source.assignment(); as assignment) {
        @if (source.problem()) {
          <gr-stale-notice (retry)="source.resource.reload()" />
        }
        <article class="gr-card">
          <h1>{{ t('interviewer.thanks', { name: assignment.interviewerName }) }}</h1>
          @switch (assignment.status) {
            @case ('completed') {
              <p>
                {{
                  t('interviewer.talked', {
                    candidate: assignment.candidateName,
                    duration: format.duration(assignment.durationSeconds ?? 0),
                  })
                }}
              </p>
              <gr-feedback-form
                class="form"
                [assignment]="assignment"
                (saved)="source.resource.set($event)"
              />
            }
            @case ('no-show') {
              <p>{{ t('interviewer.no-show') }}</p>
            }
            @case ('cancelled') {
              <p>{{ t('interviewer.cancelled', { candidate: assignment.candidateName }) }}</p>
            }
            @default {
              <p>{{ t('interviewer.not-over') }}</p>
            }
          }
          <a
            class="gr-button gr-button-text"
            [routerLink]="['/interviewer/interviews', assignment.interviewId]"
            >{{ t('interviewer.to-brief') }}</a
          >
        </article>
      } @else if (source.problem(); as problem) {
        <gr-link-problem [kind]="problem" (retry)="source.resource.reload()" />
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

  protected readonly source = assignmentSource(this.interviewId);

  constructor() {
    const { resource, assignment } = this.source;
    const mayChange = () => {
      const known = assignment();
      return known !== undefined && isOpen(known);
    };
    pollWhile(mayChange, resource, ASK_AGAIN_SECONDS);
  }
}

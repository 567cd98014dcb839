import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { EmptyState, ErrorState, PageHeader, Skeleton } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { onPageReturn } from '../platform/page-return';
import { StaleNotice } from '../platform/stale-notice';
import { interviewList } from './interview-list';
import { PreviousInterview } from './previous-interview';
import { UpcomingInterview } from './upcoming-interview';

/** `/interviews`: what comes, and what was. */
@Component({
  selector: 'gr-interviews-page',
  imports: [
    EmptyState,
    ErrorState,
    PageHeader,
    PreviousInterview,
    RouterLink,
    Skeleton,
    StaleNotice,
    TranslocoDirective,
    UpcomingInterview,
  ],
  templateUrl: './interviews-page.html',
  styleUrl: './interviews-page.scss',
})
export class InterviewsPage {
  protected readonly upcoming = interviewList('upcoming');
  protected readonly previous = interviewList('previous');

  constructor() {
    onPageReturn(() => this.refresh());
  }

  /** What was to come may be over by now, and the other way round: a lapsed hold that was paid after all. */
  protected refresh(): void {
    this.upcoming.reload();
    this.previous.refresh();
  }
}

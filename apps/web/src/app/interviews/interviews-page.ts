import { Component, computed } from '@angular/core';
import { RouterLink } from '@angular/router';
import { EmptyState, ErrorState, PageHeader, Skeleton } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { toApiError } from '../platform/api-error';
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
    TranslocoDirective,
    UpcomingInterview,
  ],
  templateUrl: './interviews-page.html',
  styleUrl: './interviews-page.scss',
})
export class InterviewsPage {
  protected readonly upcoming = interviewList('upcoming');
  protected readonly previous = interviewList('previous');
  protected readonly upcomingError = computed(() => this.codeOf(this.upcoming.first.error()));
  protected readonly previousError = computed(() => this.codeOf(this.previous.first.error()));

  private codeOf(error: Error | undefined) {
    return error ? toApiError(error).code : null;
  }
}

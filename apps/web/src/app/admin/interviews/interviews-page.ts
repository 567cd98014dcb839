import { Component, computed, inject, input } from '@angular/core';
import { MatChipListbox, MatChipOption } from '@angular/material/chips';
import { Router, RouterLink } from '@angular/router';
import { type InterviewStatus, interviewStatuses, type InterviewSummary } from '@greenroom/contracts';
import { EmptyState, ErrorState, PageHeader, Skeleton, StatusChip } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Announcer } from '../../platform/announcer';
import { Clock } from '../../platform/clock';
import { Formatter } from '../../platform/formatter';
import { StaleNotice } from '../../platform/stale-notice';
import { STATUS_TONES } from '../../platform/status-tones';
import { TimeZone } from '../../platform/time-zone';
import { AdminIcon } from '../icon';
import { interviewPages } from './interview-pages';

/** `/admin/interviews`: everything that was booked. The status to show is part of the address, so that "back" returns to it. */
@Component({
  selector: 'gr-admin-interviews-page',
  imports: [
    AdminIcon,
    EmptyState,
    ErrorState,
    MatChipListbox,
    MatChipOption,
    PageHeader,
    RouterLink,
    Skeleton,
    StaleNotice,
    StatusChip,
    TranslocoDirective,
  ],
  templateUrl: './interviews-page.html',
  styleUrls: ['../table.scss', './interviews-page.scss'],
})
export class InterviewsPage {
  private readonly router = inject(Router);
  private readonly announcer = inject(Announcer);
  protected readonly format = inject(Formatter);
  protected readonly now = inject(Clock).now();
  protected readonly zone = inject(TimeZone).zone;

  /** Of the query; anything that is no status shows all. */
  readonly status = input<string>();

  protected readonly statuses = interviewStatuses;
  protected readonly tones = STATUS_TONES;
  protected readonly shown = computed(() => interviewStatuses.find((status) => status === this.status()));
  protected readonly pages = interviewPages(this.shown);

  protected show(status: InterviewStatus | undefined): void {
    void this.router.navigate([], { queryParams: { status } });
  }

  protected async more(tell: (key: string, words: object) => string): Promise<void> {
    const count = await this.pages.showMore();
    if (count > 0) this.announcer.announce(tell('admin.interviews.added', { count }));
  }

  /** "Wed, 25 Nov", with the year where it is not this one. */
  protected day({ scheduledAt }: InterviewSummary): string {
    const year = this.format.calendarDate(scheduledAt).slice(0, 4);
    const isThisYear = this.format.calendarDate(this.now).startsWith(year);
    return isThisYear ? this.format.shortDate(scheduledAt) : `${this.format.shortDate(scheduledAt)} ${year}`;
  }
}

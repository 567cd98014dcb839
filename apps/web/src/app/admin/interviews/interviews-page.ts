import { Component, computed, inject, input } from '@angular/core';
import { MatChipListbox, MatChipOption } from '@angular/material/chips';
import { Router, RouterLink } from '@angular/router';
import { interviewStatuses, type InterviewSummary } from '@greenroom/contracts';
import { EmptyState, ErrorState, PageHeader, Skeleton, StatusChip } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Announcer } from '../../platform/announcer';
import { Clock } from '../../platform/clock';
import { Formatter } from '../../platform/formatter';
import { StaleNotice } from '../../platform/stale-notice';
import { STATUS_TONES } from '../../platform/status-tones';
import { TimeZone } from '../../platform/time-zone';
import { AdminIcon } from '../icon';
import { interviewPages, type InterviewSelection } from './interview-pages';

/** The chip beside those of the statuses. */
const PARKED = 'parked-messages';

/** `/admin/interviews`: everything that was booked. What to show is part of the address, so that "back" returns to it. */
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
  /** Of the query: `parked` shows interviews with a refused message. */
  readonly messages = input<string>();

  protected readonly statuses = interviewStatuses;
  protected readonly tones = STATUS_TONES;
  protected readonly parked = PARKED;
  private readonly selection = computed((): InterviewSelection => {
    if (this.messages() === 'parked') return { messages: 'parked' };
    return { status: interviewStatuses.find((status) => status === this.status()) };
  });
  /** The chip that is chosen; undefined for everything. */
  protected readonly shown = computed(() => {
    const { status, messages } = this.selection();
    return messages ? PARKED : status;
  });
  protected readonly pages = interviewPages(this.selection);

  /** @param chip a status, refused messages, or anything else for all. */
  protected show(chip: string | undefined): void {
    const queryParams = chip === PARKED ? { messages: 'parked' } : { status: chip };
    void this.router.navigate([], { queryParams });
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

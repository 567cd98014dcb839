import { Component, computed, inject, input, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { interviewRoutes } from '@greenroom/contracts';
import { Countdown, ErrorState, Icon, Skeleton, StarRating, StatusChip } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { filter, skip } from 'rxjs';
import { HoldPanel } from '../booking/hold-panel';
import { ChangeActions } from '../interview-changes/change-actions';
import { SessionReceipt } from '../outcomes/session-receipt';
import { Api, apiResource } from '../platform/api';
import { type ApiErrorCode, toApiError } from '../platform/api-error';
import { Clock } from '../platform/clock';
import { Download } from '../platform/download';
import { Formatter } from '../platform/formatter';
import { lastKnown } from '../platform/last-known';
import { onPageReturn } from '../platform/page-return';
import { pollWhile } from '../platform/polling';
import { StaleNotice } from '../platform/stale-notice';
import { STATUS_TONES } from '../platform/status-tones';
import { PolicySentence } from '../policy/policy-sentence';
import { InterviewRecordings } from '../recordings/interview-recordings';
import { endingOf, nextStep } from './interview-view';
import { SessionRatingForm } from './session-rating-form';

/** Amber from ten minutes before the start on. */
const SOON_SECONDS = 600;

/** How often is asked what became of a hold or an interview whose time is over. */
const ASK_AGAIN_SECONDS = 10;

/** `/interviews/:interviewId`: the next thing to do is the largest thing, the facts are below. */
@Component({
  selector: 'gr-interview-page',
  imports: [
    ChangeActions,
    Countdown,
    ErrorState,
    HoldPanel,
    Icon,
    InterviewRecordings,
    PolicySentence,
    RouterLink,
    SessionRatingForm,
    SessionReceipt,
    Skeleton,
    StaleNotice,
    StarRating,
    StatusChip,
    TranslocoDirective,
  ],
  templateUrl: './interview-page.html',
  styleUrl: './interview-page.scss',
})
export class InterviewPage {
  private readonly api = inject(Api);
  private readonly download = inject(Download);
  private readonly clock = inject(Clock).everySecond();
  protected readonly format = inject(Formatter);
  protected readonly tones = STATUS_TONES;
  protected readonly soon = SOON_SECONDS;

  readonly interviewId = input.required<string>();

  protected readonly resource = apiResource(interviewRoutes.getInterview, () => ({
    params: { interviewId: this.interviewId() },
  }));
  protected readonly interview = lastKnown(this.resource);
  protected readonly error = computed(() => {
    const error = this.resource.error();
    return error ? toApiError(error) : null;
  });
  /** An address that cannot be one of an interview leads to none. */
  protected readonly missing = computed(() => {
    const code = this.error()?.code;
    return code === 'not-found' || code === 'invalid-request';
  });
  protected readonly next = computed(() => {
    const interview = this.interview();
    return interview ? nextStep(interview, this.clock()) : undefined;
  });
  private readonly stepKind = computed(() => this.next()?.kind);
  protected readonly ending = computed(() => {
    const interview = this.interview();
    return interview ? endingOf(interview) : undefined;
  });
  protected readonly ahead = computed(() => {
    const status = this.interview()?.status;
    return status === 'held' || status === 'scheduled';
  });
  /** There is something to read once the session is over, or its time is. */
  protected readonly hasReceipt = computed(() => {
    const status = this.interview()?.status;
    return status === 'completed' || status === 'no-show' || this.stepKind() === 'over';
  });
  protected readonly mayBeRecorded = computed(() => {
    const status = this.interview()?.status;
    return status === 'in-progress' || status === 'completed' || status === 'no-show';
  });
  protected readonly calendarProblem = signal<ApiErrorCode | null>(null);

  constructor() {
    // A step that the clock made is only what the page thinks: the server knows whether it was paid in the last second, moved or cancelled.
    toObservable(this.stepKind)
      .pipe(
        filter((kind) => kind !== undefined),
        skip(1),
        takeUntilDestroyed(),
      )
      .subscribe(() => this.resource.reload());
    onPageReturn(() => this.resource.reload());
    pollWhile(
      () => this.stepKind() === 'hold-lapsed' || this.stepKind() === 'over',
      this.resource,
      ASK_AGAIN_SECONDS,
    );
  }

  protected async saveCalendar(): Promise<void> {
    this.calendarProblem.set(null);
    try {
      const params = { interviewId: this.interviewId() };
      const { filename, text } = await this.api.call(interviewRoutes.getCalendar, { params });
      this.download.save(filename, text, 'text/calendar;charset=utf-8');
    } catch (failure) {
      this.calendarProblem.set(toApiError(failure).code);
    }
  }
}

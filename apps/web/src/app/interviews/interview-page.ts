import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { interviewRoutes } from '@greenroom/contracts';
import { Countdown, ErrorState, Icon, Skeleton, StarRating, StatusChip } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { HoldPanel } from '../booking/hold-panel';
import { Api, apiResource } from '../platform/api';
import { type ApiErrorCode, toApiError } from '../platform/api-error';
import { Clock } from '../platform/clock';
import { Download } from '../platform/download';
import { Formatter } from '../platform/formatter';
import { nextStep, STATUS_TONES } from './interview-view';

/** Amber from ten minutes before the start on. */
const SOON_SECONDS = 600;

/** `/interviews/:interviewId`: the next thing to do is the largest thing, the facts are below. */
@Component({
  selector: 'gr-interview-page',
  imports: [
    Countdown,
    ErrorState,
    HoldPanel,
    Icon,
    RouterLink,
    Skeleton,
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
  /** The last known interview: a failed reload does not take the page away. */
  protected readonly interview = computed(() =>
    this.resource.hasValue() ? this.resource.value() : undefined,
  );
  protected readonly error = computed(() => {
    const error = this.resource.error();
    return error ? toApiError(error) : null;
  });
  protected readonly next = computed(() => {
    const interview = this.interview();
    return interview ? nextStep(interview, this.clock()) : undefined;
  });
  private readonly stepKind = computed(() => this.next()?.kind);
  protected readonly calendarProblem = signal<ApiErrorCode | null>(null);

  constructor() {
    // The hold ran out while somebody looked at it: the server knows whether it was paid in the last second.
    effect(() => {
      if (this.stepKind() === 'hold-lapsed') untracked(() => this.resource.reload());
    });
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

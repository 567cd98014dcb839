import { Component, computed, inject, input, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import {
  administrationRoutes,
  type InterviewDetail,
  type Recording,
  recordingRoutes,
  workflowRoutes,
} from '@greenroom/contracts';
import { ErrorState, Icon, Skeleton, StarRating, StatusChip } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { SessionReceipt } from '../../outcomes/session-receipt';
import { Api, apiResource } from '../../platform/api';
import { toApiError } from '../../platform/api-error';
import { Formatter } from '../../platform/formatter';
import { lastKnown } from '../../platform/last-known';
import { StaleNotice } from '../../platform/stale-notice';
import { STATUS_TONES } from '../../platform/status-tones';
import { PolicySentence } from '../../policy/policy-sentence';
import { InterviewRecordings } from '../../recordings/interview-recordings';
import { AdminIcon } from '../icon';
import { Notices } from '../questions/notices';
import { Questions } from '../questions/questions';
import { balanceOf } from './balance';
import { InterviewDecisions } from './interview-decisions';
import { InterviewNext } from './interview-next';
import { InterviewTimeline } from './interview-timeline';

/** Characters of a reason at most. */
const REASON_LENGTH = 1000;

type Tell = (key: string, words?: object) => string;

/** `/admin/interviews/:interviewId`: what was agreed, and everything that happened since. */
@Component({
  selector: 'gr-admin-interview-page',
  imports: [
    AdminIcon,
    ErrorState,
    Icon,
    InterviewDecisions,
    InterviewNext,
    InterviewRecordings,
    InterviewTimeline,
    PolicySentence,
    RouterLink,
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
  private readonly questions = inject(Questions);
  private readonly notices = inject(Notices);
  protected readonly format = inject(Formatter);
  protected readonly tones = STATUS_TONES;

  readonly interviewId = input.required<string>();

  protected readonly resource = apiResource(administrationRoutes.adminGetInterview, () => ({
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
  private readonly runsResource = apiResource(workflowRoutes.listInterviewRuns, () => ({
    params: { interviewId: this.interviewId() },
  }));
  private readonly knownRuns = lastKnown(this.runsResource);
  /** What workflows did and will do; undefined while it is not known. */
  protected readonly runs = computed(() => this.knownRuns()?.items);
  protected readonly runsError = computed(() => {
    const error = this.runsResource.error();
    return error ? toApiError(error) : null;
  });
  private readonly workflowsResource = apiResource(workflowRoutes.listWorkflows, () => ({}));
  /** For their names; without them runs have those of their own time. */
  protected readonly workflows = computed(() =>
    this.workflowsResource.hasValue() ? this.workflowsResource.value().items : [],
  );
  protected readonly balance = computed(() => balanceOf(this.interview()?.ledger ?? []));
  /** The interviewer needs a link to join, and afterwards to write feedback; the API knows until when. */
  protected readonly takesLink = computed(() => {
    const interview = this.interview();
    if (!interview) return false;
    const { status, feedback } = interview;
    return (
      status === 'scheduled' || status === 'in-progress' || (status === 'completed' && feedback === null)
    );
  });
  protected readonly sending = signal(false);
  protected readonly retrying = signal<string | null>(null);
  private readonly recordings = viewChild(InterviewRecordings);

  protected refresh(): void {
    this.resource.reload();
    this.runsResource.reload();
  }

  protected async sendNewLink({ id, interviewerName, interviewerEmail }: InterviewDetail, tell: Tell) {
    if (this.sending()) return;
    const confirmed = await this.questions.ask({
      heading: tell('admin.reissue.heading'),
      text: tell('admin.reissue.text', { name: interviewerName, email: interviewerEmail }),
      confirm: tell('admin.reissue.confirm'),
      cancel: tell('admin.cancel'),
    });
    if (!confirmed) return;
    this.sending.set(true);
    await this.attempt(tell, async () => {
      await this.api.call(administrationRoutes.reissueLink, { params: { interviewId: id } });
      this.notices.tell(tell('admin.reissue.done', { email: interviewerEmail }));
    });
    this.sending.set(false);
  }

  protected async retry(messageId: string, tell: Tell): Promise<void> {
    if (this.retrying() !== null) return;
    this.retrying.set(messageId);
    await this.attempt(tell, async () => {
      await this.api.call(administrationRoutes.retryMessage, { params: { messageId } });
      this.notices.tell(tell('admin.timeline.retried'));
    });
    this.retrying.set(null);
  }

  protected async eraseRecording({ id }: Recording, tell: Tell): Promise<void> {
    const reason = await this.questions.askWhy({
      heading: tell('admin.recording.erase-heading'),
      text: tell('admin.recording.erase-text'),
      label: tell('admin.recording.reason'),
      missing: tell('admin.problem.missing'),
      maximum: REASON_LENGTH,
      prose: true,
      confirm: tell('admin.recording.erase'),
      cancel: tell('admin.cancel'),
    });
    if (reason === null) return;
    await this.attempt(tell, async () => {
      await this.api.call(recordingRoutes.eraseRecording, { params: { recordingId: id }, body: { reason } });
      this.notices.tell(tell('admin.recording.erased'));
    });
    this.recordings()?.reload();
  }

  /** Whatever came of it, the page then shows how things are. */
  private async attempt(tell: Tell, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (failure) {
      this.notices.tell(tell(`errors.${toApiError(failure).code}`));
    }
    this.refresh();
  }
}

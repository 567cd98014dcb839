import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type StepStatus, type WorkflowRun, workflowRoutes, type WorkflowStep } from '@greenroom/contracts';
import { ErrorState, Skeleton, StatusChip, type StatusTone } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api, apiResource } from '../../platform/api';
import { toApiError } from '../../platform/api-error';
import { Formatter } from '../../platform/formatter';
import { lastKnown } from '../../platform/last-known';
import { StaleNotice } from '../../platform/stale-notice';
import { TimeZone } from '../../platform/time-zone';
import { AdminIcon } from '../icon';
import { Notices } from '../questions/notices';
import { Questions } from '../questions/questions';
import { named, nameOf, reasonOf, type Tell } from '../workflows/workflow-words';
import { upcomingSteps } from './upcoming-steps';

const REASON_LENGTH = 200;

const TONES: Record<StepStatus, StatusTone> = {
  waiting: 'quiet',
  pending: 'calm',
  done: 'calm',
  skipped: 'quiet',
  parked: 'loss',
  cancelled: 'quiet',
};

/** What workflows did for an interview, did not do and why, and what they will do next. */
@Component({
  selector: 'gr-interview-workflows',
  imports: [AdminIcon, ErrorState, RouterLink, Skeleton, StaleNotice, StatusChip, TranslocoDirective],
  templateUrl: './interview-workflows.html',
  styleUrl: './interview-workflows.scss',
})
export class InterviewWorkflows {
  private readonly api = inject(Api);
  private readonly notices = inject(Notices);
  private readonly questions = inject(Questions);
  private readonly zone = inject(TimeZone).zone;
  protected readonly format = inject(Formatter);

  readonly interviewId = input.required<string>();

  private readonly resource = apiResource(workflowRoutes.listInterviewRuns, () => ({
    params: { interviewId: this.interviewId() },
  }));
  private readonly workflows = apiResource(workflowRoutes.listWorkflows, () => ({}));
  private readonly known = lastKnown(this.resource);
  protected readonly runs = computed(() => this.known()?.items);
  protected readonly upcoming = computed(() => upcomingSteps(this.runs() ?? []));
  protected readonly error = computed(() => {
    const error = this.resource.error();
    return error ? toApiError(error) : null;
  });
  /** The step that something is being done with. */
  protected readonly busy = signal<string | null>(null);

  protected readonly tones = TONES;
  protected readonly named = named;
  protected readonly reasonOf = reasonOf;

  reload(): void {
    this.resource.reload();
  }

  /** "Europe/Berlin (GMT+1)" at the time of the first step. */
  protected zoneName(): string {
    return this.format.zoneName(this.zone(), this.upcoming()[0]?.at ?? 0);
  }

  protected titleOf(tell: Tell, { workflowId, workflowName }: WorkflowRun): string {
    const all = this.workflows.hasValue() ? this.workflows.value().items : [];
    const workflow = all.find(({ id }) => id === workflowId);
    return workflow ? nameOf(tell, workflow) : workflowName;
  }

  protected async retry({ id: stepId }: WorkflowStep, tell: Tell): Promise<void> {
    await this.attempt(stepId, tell, async () => {
      await this.api.call(workflowRoutes.retryWorkflowStep, { params: { stepId } });
      this.notices.tell(tell('admin.runs.retried'));
    });
  }

  protected async skip({ id: stepId, kind }: WorkflowStep, tell: Tell): Promise<void> {
    const reason = await this.questions.askWhy({
      heading: tell('admin.runs.skip-heading', { step: named(tell, 'action', kind) }),
      text: tell('admin.runs.skip-text'),
      label: tell('admin.runs.skip-reason'),
      missing: tell('admin.problem.missing'),
      maximum: REASON_LENGTH,
      confirm: tell('admin.runs.skip-confirm'),
      cancel: tell('admin.cancel'),
    });
    if (reason === null) return;
    await this.attempt(stepId, tell, async () => {
      await this.api.call(workflowRoutes.skipWorkflowStep, { params: { stepId }, body: { reason } });
      this.notices.tell(tell('admin.runs.skipped'));
    });
  }

  /** Whatever came of it, the page then shows how things are. */
  private async attempt(stepId: string, tell: Tell, work: () => Promise<void>): Promise<void> {
    if (this.busy() !== null) return;
    this.busy.set(stepId);
    try {
      await work();
    } catch (failure) {
      this.notices.tell(tell(`errors.${toApiError(failure).code}`));
    }
    this.busy.set(null);
    this.resource.reload();
  }
}

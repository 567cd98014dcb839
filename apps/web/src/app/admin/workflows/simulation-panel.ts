import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import {
  administrationRoutes,
  type InterviewSummary,
  type Simulation,
  type WorkflowDefinition,
  workflowRoutes,
} from '@greenroom/contracts';
import { StatusChip, type StatusTone } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api, apiResource } from '../../platform/api';
import { type ApiErrorCode, toApiError } from '../../platform/api-error';
import { Clock } from '../../platform/clock';
import { Formatter } from '../../platform/formatter';
import { TimeZone } from '../../platform/time-zone';
import { instantOfLocalTime, localTimeOf } from './local-time';
import { named, reasonOf } from './workflow-words';

/** How many of the latest interviews are offered. */
const OFFERED = 50;

const TONES: Record<Simulation['occasions'][number]['steps'][number]['outcome'], StatusTone> = {
  done: 'calm',
  skipped: 'quiet',
  unreachable: 'quiet',
};

/** Tries a definition on an interview, or a sample of one, at a chosen time: what would happen when, and what would not and why. */
@Component({
  selector: 'gr-simulation-panel',
  imports: [StatusChip, TranslocoDirective],
  templateUrl: './simulation-panel.html',
  styleUrl: './simulation-panel.scss',
})
export class SimulationPanel {
  private readonly api = inject(Api);
  private readonly clock = inject(Clock);
  private readonly zone = inject(TimeZone).zone;
  protected readonly format = inject(Formatter);

  /** As it is in the form, saved or not; null while something in it is wrong. */
  readonly definition = input.required<WorkflowDefinition | null>();
  /** Asked for while there is something to mend. */
  readonly refused = output();

  private readonly interviews = apiResource(administrationRoutes.adminListInterviews, () => ({
    query: { limit: OFFERED },
  }));
  protected readonly offered = computed(() =>
    this.interviews.hasValue() ? this.interviews.value().items : [],
  );
  /** Id of an interview; empty for a sample. */
  protected readonly interviewId = signal('');
  private readonly begun = this.clock.now();
  /** Local time in the person's zone. */
  protected readonly moment = linkedSignal(() => localTimeOf(this.begun, this.zone()));
  protected readonly zoneName = computed(() => this.format.zoneName(this.zone(), this.begun));
  protected readonly momentMissing = signal(false);
  protected readonly running = signal(false);
  protected readonly failure = signal<ApiErrorCode | null>(null);
  protected readonly result = signal<Simulation | null>(null);

  protected readonly tones = TONES;
  protected readonly named = named;
  protected readonly reasonOf = reasonOf;

  protected label({ candidateName, interviewerName, scheduledAt }: InterviewSummary): string {
    return `${this.format.shortDateTime(scheduledAt)} · ${candidateName} · ${interviewerName}`;
  }

  protected async simulate(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const definition = this.definition();
    const now = instantOfLocalTime(this.moment(), this.zone());
    this.momentMissing.set(now === null);
    if (definition === null) this.refused.emit();
    if (definition === null || now === null || this.running()) return;
    this.running.set(true);
    this.failure.set(null);
    try {
      const body = { definition, interviewId: this.interviewId() || null, now };
      this.result.set(await this.api.call(workflowRoutes.simulateWorkflow, { body }));
    } catch (failure) {
      this.result.set(null);
      this.failure.set(toApiError(failure).code);
    }
    this.running.set(false);
  }
}

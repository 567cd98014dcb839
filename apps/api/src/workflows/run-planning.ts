import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PresenceRepository } from '../conference/presence.repository.ts';
import { type DomainEvent, domainEventTypes } from '../events.ts';
import { Clock } from '../platform/clock.ts';
import type { Transaction } from '../platform/database/database.ts';
import type { PlannedWork } from '../platform/due-work/due-work.ts';
import { LogContext } from '../platform/log-context.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import { timeOrderedId } from '../platform/time-ordered-id.ts';
import type { Occasion } from './triggers/trigger.ts';
import { WorkflowDefinitions } from './workflow-definitions.ts';
import type { WorkflowInterview } from './workflow-interview.ts';
import { WorkflowInterviewsRepository } from './workflow-interviews.repository.ts';
import { WorkflowKinds } from './workflow-kinds.ts';
import { type PlannedRun, WorkflowRunsRepository } from './workflow-runs.repository.ts';
import { STEP_WORK } from './workflow-steps.repository.ts';
import { type ActiveWorkflow, WorkflowsRepository } from './workflows.repository.ts';

/**
 * Turns events into runs, in the transaction that marks the event as handled: a run with all its steps is written, or the event is handled
 * again. Events may come late and in any order; what counts is the interview as it is now.
 */
@Injectable()
export class RunPlanning implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly workflows: WorkflowsRepository,
    private readonly definitions: WorkflowDefinitions,
    private readonly kinds: WorkflowKinds,
    private readonly interviews: WorkflowInterviewsRepository,
    private readonly presence: PresenceRepository,
    private readonly runs: WorkflowRunsRepository,
    private readonly clock: Clock,
    private readonly logContext: LogContext,
  ) {}

  onModuleInit(): void {
    for (const type of domainEventTypes)
      this.outbox.on(type, 'workflows', (tx, event) => this.handle(tx, event));
  }

  private async handle(tx: Transaction, event: DomainEvent): Promise<readonly PlannedWork[]> {
    const interview = await this.interviews.find(event.interviewId, tx);
    if (!interview) throw new Error(`The interview ${event.interviewId} of an event does not exist`);
    await this.endRuns(tx, event, interview);
    const active = await this.workflows.listActive(tx, interview.interviewTypeId);
    const planned: PlannedRun[] = [];
    for (const workflow of active) planned.push(...(await this.plan(tx, workflow, event, interview)));
    const created = await this.runs.insert(tx, planned, this.clock.now());
    return firstSteps(planned.filter(({ id }) => created.has(id)));
  }

  /** Ends what speaks of earlier times, and what the event has made pointless. */
  private async endRuns(tx: Transaction, event: DomainEvent, interview: WorkflowInterview): Promise<void> {
    const triggers = [...this.kinds.triggers.values()]
      .filter(({ endsWith }) => endsWith.includes(event.type))
      .map(({ kind }) => kind);
    if (triggers.length === 0 && event.type !== 'interview.rescheduled') return;
    const ending = { interviewId: interview.id, olderThan: interview.scheduleVersion, triggers };
    await this.runs.end(tx, ending, this.clock.now());
  }

  private async plan(
    tx: Transaction,
    { id, key, version }: ActiveWorkflow,
    event: DomainEvent,
    interview: WorkflowInterview,
  ): Promise<PlannedRun[]> {
    const { trigger, steps } = await this.definitions.of(tx, id, version);
    const known = this.kinds.trigger(trigger.kind);
    if (!known.listensTo.includes(event.type)) return [];
    const now = this.clock.now();
    const scene = {
      event,
      interview,
      now,
      stays: () => this.presence.staysOf(interview.id, tx),
    };
    return (await known.occasions(scene, trigger.config)).map((occasion) => ({
      id: timeOrderedId(now),
      workflowId: id,
      version,
      interviewId: interview.id,
      trigger: known.kind,
      dedupeKey: dedupeKeyOf(key, interview, occasion),
      scheduleVersion: scheduleVersionOf(interview, occasion),
      context: occasion.facts,
      correlationId: this.logContext.correlationId,
      dueAt: occasion.dueAt,
      steps: steps.map((step) => ({ id: timeOrderedId(now), key: step.key, kind: step.kind })),
    }));
  }
}

/** Whoever takes up a step takes along what is due with it: one of each time is enough to announce. */
function firstSteps(runs: readonly PlannedRun[]): readonly PlannedWork[] {
  const byTime = new Map<number, PlannedWork>();
  for (const { dueAt, steps } of runs) {
    const [first] = steps;
    if (first) byTime.set(dueAt.getTime(), { kind: STEP_WORK, id: first.id, dueAt });
  }
  return [...byTime.values()];
}

const scheduleVersionOf = (interview: WorkflowInterview, { scheduleVersion }: Occasion): number | null =>
  scheduleVersion === undefined ? interview.scheduleVersion : scheduleVersion;

function dedupeKeyOf(key: string, interview: WorkflowInterview, occasion: Occasion): string {
  const scheduleVersion = scheduleVersionOf(interview, occasion) ?? 'any';
  return [key, interview.id, scheduleVersion, occasion.dedupe].join(':');
}

import { Injectable } from '@nestjs/common';
import type { ResponseOf, routes, WorkflowRun, WorkflowStep } from '@greenroom/contracts';
import { forecast, type ForecastStep } from '@greenroom/domain';
import { AuditLog } from '../audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import { WakeUps } from '../platform/due-work/wake-ups.ts';
import { AppError, notFound } from '../platform/http/app-error.ts';
import {
  type RunRecord,
  type StepOfRunRecord,
  type StepRecord,
  WorkflowAdministrationRepository,
} from './workflow-administration.repository.ts';
import { type StepOfVersion, StepSubjects } from './step-subjects.ts';
import { WorkflowDefinitions } from './workflow-definitions.ts';
import { factsOf, timesOf, type WorkflowInterview } from './workflow-interview.ts';
import { WorkflowInterviewsRepository } from './workflow-interviews.repository.ts';
import { WorkflowKinds } from './workflow-kinds.ts';
import { toRun, toStep } from './workflow-view.ts';
import { STEP_WORK, WorkflowStepsRepository } from './workflow-steps.repository.ts';

/** What workflows did and will do, as administrators see it; and what they can do about steps that got stuck. */
@Injectable()
export class StepAdministration {
  constructor(
    private readonly database: Database,
    private readonly repository: WorkflowAdministrationRepository,
    private readonly steps: WorkflowStepsRepository,
    private readonly interviews: WorkflowInterviewsRepository,
    private readonly definitions: WorkflowDefinitions,
    private readonly kinds: WorkflowKinds,
    private readonly subjects: StepSubjects,
    private readonly audit: AuditLog,
    private readonly wakeUps: WakeUps,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError `not-found`. */
  async runsOf(interviewId: string): Promise<{ items: WorkflowRun[] }> {
    const interview = await this.interviews.find(interviewId);
    if (!interview) throw notFound('interview');
    const runs = await this.repository.listRuns(interviewId);
    const subjects = await this.subjects.of(
      runs.flatMap(({ workflowId, version, steps }) =>
        steps.map(({ position }) => ({ workflowId, version, position })),
      ),
    );
    const items: WorkflowRun[] = [];
    let first = 0;
    for (const run of runs) {
      const own = subjects.slice(first, first + run.steps.length);
      items.push(toRun(run, own, await this.expectations(run, interview)));
      first += run.steps.length;
    }
    return { items };
  }

  async listParked(): Promise<ResponseOf<typeof routes.listParkedSteps>> {
    const rows = await this.repository.listParked();
    const subjects = await this.subjects.of(rows.map(asOfVersion));
    return {
      items: rows.map(({ run: { workflow }, ...step }, index) => ({
        ...toStep(step, subjects[index] ?? null),
        interviewId: step.interviewId,
        workflowId: workflow.id,
        workflowName: workflow.name,
      })),
    };
  }

  /** @throws AppError `not-found`; `state-conflict` when the step is not parked. */
  async retry(actorId: string, stepId: string): Promise<WorkflowStep> {
    const now = this.clock.now();
    const step = await this.database.transaction(async (tx) => {
      const { status, lastError, kind } = await this.lock(tx, stepId);
      if (status !== 'parked') {
        throw new AppError('state-conflict', 'Only a step that was given up can be tried again.');
      }
      await this.repository.requeue(tx, stepId, now);
      await this.audit.record(tx, {
        actorId,
        action: 'workflow-step.retried',
        subject: `workflow-step:${stepId}`,
        details: { kind, lastError },
      });
      return this.repository.findStep(tx, stepId);
    });
    await this.wakeUps.announce({ kind: STEP_WORK, id: stepId });
    return this.viewOf(step);
  }

  /** @throws AppError `not-found`; `state-conflict` when the step is over, or its turn has not come. */
  async skip(actorId: string, stepId: string, reason: string): Promise<WorkflowStep> {
    const { step, next } = await this.database.transaction(async (tx) => {
      const { status, kind, runId, position } = await this.lock(tx, stepId);
      if (status !== 'parked' && status !== 'pending') {
        throw new AppError('state-conflict', 'Only a step that is due, or was given up, can be left out.');
      }
      const outcome = { reason: 'skipped-by-admin', values: { reason } } as const;
      const left = {
        stepId,
        runId,
        position,
        status: 'skipped',
        dueAt: null,
        outcome,
        then: 'next',
      } as const;
      const due = await this.steps.advance(tx, [left], this.clock.now());
      await this.audit.record(tx, {
        actorId,
        action: 'workflow-step.skipped',
        subject: `workflow-step:${stepId}`,
        details: { kind, reason },
      });
      return { step: await this.repository.findStep(tx, stepId), next: due };
    });
    await this.wakeUps.announceAll(next.map((row) => ({ ...row, kind: STEP_WORK })));
    return this.viewOf(step);
  }

  private async viewOf(step: StepOfRunRecord): Promise<WorkflowStep> {
    const [subject] = await this.subjects.of([asOfVersion(step)]);
    return toStep(step, subject ?? null);
  }

  private async lock(tx: Transaction, stepId: string): Promise<StepRecord> {
    const step = await this.repository.lockStep(tx, stepId);
    if (!step) throw notFound('workflow step');
    return step;
  }

  /** When the turns of a run's steps will come, as far as that is known: conditions are not foretold here. */
  private async expectations(run: RunRecord, interview: WorkflowInterview): Promise<Map<number, Date>> {
    const current = run.steps.find(({ status }) => status === 'pending');
    if (run.status !== 'running' || !current?.dueAt) return new Map();
    const { steps } = await this.definitions.of(this.database.client, run.workflowId, run.version);
    const ahead = steps.slice(current.position).map(({ kind, config }, index): ForecastStep => {
      const action = this.kinds.actions.get(kind);
      const hasWaited = index === 0 && current.outcome !== null;
      const timing = hasWaited || !action ? undefined : action.timing?.(action.configSchema.parse(config));
      return { timing: timing ?? { kind: 'none' }, conditions: [], stops: false };
    });
    const factsAt = (moment: Date) => factsOf(interview, {}, moment);
    const turns = forecast(ahead, current.dueAt, timesOf(interview), factsAt);
    return new Map(
      turns.flatMap((turn, index) =>
        turn.outcome === 'done' ? [[current.position + index, turn.at] as const] : [],
      ),
    );
  }
}

const asOfVersion = ({ position, run }: StepOfRunRecord): StepOfVersion => ({
  position,
  version: run.version,
  workflowId: run.workflow.id,
});

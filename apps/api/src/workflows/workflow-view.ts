import {
  stepOutcomeSchema,
  stepStatusSchema,
  type StepSubject,
  type Workflow,
  workflowDefinitionSchema,
  type WorkflowRun,
  workflowRunSchema,
  type WorkflowStep,
  type WorkflowSummary,
  type WorkflowVersion,
} from '@greenroom/contracts';
import type {
  RunRecord,
  StepRecord,
  VersionRecord,
  WorkflowRecord,
} from './workflow-administration.repository.ts';

/** A workflow with its current definition. */
export function toWorkflow(row: WorkflowRecord): Workflow {
  return { ...toSummary(row), definition: workflowDefinitionSchema.parse(row.definition) };
}

export function toSummary(row: WorkflowRecord): WorkflowSummary {
  const { trigger, steps } = workflowDefinitionSchema.parse(row.definition);
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    description: row.description,
    enabled: row.enabled,
    shipped: row.shippedRevision !== null,
    edited: row.shippedRevision !== null && row.createdBy !== null,
    interviewTypeId: row.interviewTypeId,
    version: row.currentVersion,
    triggerKind: trigger.kind,
    stepCount: steps.length,
    parkedSteps: row.parkedSteps,
  };
}

export const toVersion = ({ createdAt, definition, ...row }: VersionRecord): WorkflowVersion => ({
  ...row,
  createdAt: createdAt.toISOString(),
  definition: workflowDefinitionSchema.parse(definition),
});

/**
 * @param subject what it is about.
 * @param expectedAt when its turn will come, as far as that is known.
 */
export const toStep = (
  row: StepRecord,
  subject: StepSubject | null,
  expectedAt: Date | null = null,
): WorkflowStep => ({
  id: row.id,
  key: row.stepKey,
  kind: row.kind,
  subject,
  status: stepStatusSchema.parse(row.status),
  dueAt: row.dueAt?.toISOString() ?? null,
  expectedAt: expectedAt?.toISOString() ?? null,
  attempts: row.attempts,
  lastError: row.lastError,
  outcome: row.outcome === null ? null : stepOutcomeSchema.parse(row.outcome),
  doneAt: row.doneAt?.toISOString() ?? null,
});

/**
 * @param subjects what the run's steps are about, in their order.
 * @param expected when their turns will come, by position.
 */
export const toRun = (
  row: RunRecord,
  subjects: readonly (StepSubject | null)[],
  expected: ReadonlyMap<number, Date>,
): WorkflowRun => ({
  id: row.id,
  workflowId: row.workflow.id,
  workflowKey: row.workflow.key,
  workflowName: row.workflow.name,
  version: row.version,
  triggerKind: row.trigger,
  scheduleVersion: row.scheduleVersion,
  context: workflowRunSchema.shape.context.parse(row.context),
  status: workflowRunSchema.shape.status.parse(row.status),
  createdAt: row.createdAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
  steps: row.steps.map((step, index) =>
    toStep(step, subjects[index] ?? null, expected.get(step.position) ?? null),
  ),
});

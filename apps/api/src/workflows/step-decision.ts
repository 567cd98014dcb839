import { Injectable } from '@nestjs/common';
import type {
  StepDefinition,
  WorkflowCondition,
  WorkflowDefinition,
  WorkflowValues,
} from '@greenroom/contracts';
import { failingCondition } from '@greenroom/domain';
import { PresenceRepository } from '../conference/presence.repository.ts';
import { Clock } from '../platform/clock.ts';
import type { Transaction } from '../platform/database/database.ts';
import { LogContext } from '../platform/log-context.ts';
import type { ActionTask, StepResult, WorkflowAction } from './actions/action.ts';
import { WorkflowDefinitions } from './workflow-definitions.ts';
import { factsOf } from './workflow-interview.ts';
import { WorkflowKinds } from './workflow-kinds.ts';
import type { ClaimedStep } from './workflow-steps.repository.ts';

/** A step that nothing speaks against. */
interface Go {
  readonly step: ClaimedStep;
  readonly kind: string;
  readonly task: ActionTask;
}

/** Decides at its time what becomes of a step: guards first, then its effect. The interview is as the claim has just read and locked it. */
@Injectable()
export class StepDecision {
  constructor(
    private readonly definitions: WorkflowDefinitions,
    private readonly kinds: WorkflowKinds,
    private readonly presence: PresenceRepository,
    private readonly clock: Clock,
    private readonly logContext: LogContext,
  ) {}

  /** What becomes of each of the steps, by its id. Those of a kind are carried out together. */
  async carryOut(tx: Transaction, steps: readonly ClaimedStep[]): Promise<ReadonlyMap<string, StepResult>> {
    const results = new Map<string, StepResult>();
    const going: Go[] = [];
    for (const step of steps) {
      const decided = await this.decide(tx, step);
      if ('task' in decided) going.push(decided);
      else results.set(step.stepId, decided);
    }
    for (const [kind, group] of Map.groupBy(going, (go) => go.kind)) {
      const done = await this.act(tx, this.kinds.action(kind), group);
      for (const [index, { step }] of group.entries()) {
        const result = done[index];
        if (!result) throw new Error(`The action "${kind}" does not say what became of a step`);
        results.set(step.stepId, result);
      }
    }
    return results;
  }

  /** All at once where the action can; each by itself, under the request that it goes back to, where not. */
  private async act(
    tx: Transaction,
    action: WorkflowAction,
    group: readonly Go[],
  ): Promise<readonly StepResult[]> {
    if (action.performAll)
      return action.performAll(
        tx,
        group.map(({ task }) => task),
      );
    const results: StepResult[] = [];
    for (const { step, task } of group) {
      const { id: interviewId, correlationId } = step;
      const fields = { interviewId, ...(correlationId && { correlationId }) };
      results.push(await this.logContext.run(fields, () => action.perform(tx, task.scene, task.config)));
    }
    return results;
  }

  private async decide(tx: Transaction, step: ClaimedStep): Promise<Go | StepResult> {
    if (!step.enabled) return { kind: 'skipped', reason: 'workflow-off' };
    if (isStale(step)) return { kind: 'skipped', reason: 'stale-schedule' };
    const definition = await this.definitions.of(tx, step.workflowId, step.version);
    const own = definition.steps[step.position];
    if (!own) throw new Error(`Version ${step.version} of the workflow has no step ${step.position}`);
    const now = this.clock.now();
    const stays = () => this.presence.staysOf(step.id, tx);
    const refusal =
      (await this.objection(step, definition, now, stays)) ?? failing(step, definition, own, now);
    if (refusal) return refusal;
    const scene = {
      interview: step,
      occasion: step.context,
      dedupeKey: `${step.dedupeKey}:${own.key}`,
      scheduleVersion: step.runScheduleVersion,
      correlationId: step.correlationId,
      now,
      waitedUntil: waitedUntil(step),
      stays,
    };
    const config = this.kinds.action(own.kind).configSchema.parse(own.config);
    return { step, kind: own.kind, task: { scene, config } };
  }

  /** What the trigger has against it, with everything as it is now. */
  private async objection(
    step: ClaimedStep,
    { trigger: { kind, config } }: WorkflowDefinition,
    now: Date,
    stays: () => ReturnType<PresenceRepository['staysOf']>,
  ): Promise<StepResult | null> {
    const scene = { interview: step, occasion: step.context, now, stays };
    const objection = await this.kinds.trigger(kind).objection(scene, config);
    if (objection === null) return null;
    return objection.kind === 'skip'
      ? { kind: 'skipped', reason: objection.reason }
      : { kind: 'wait', reason: 'not-yet', until: objection.until };
  }
}

/** Whether the interview has other times than those that the run speaks of. */
const isStale = ({ scheduleVersion, runScheduleVersion }: ClaimedStep): boolean =>
  runScheduleVersion !== null && runScheduleVersion !== scheduleVersion;

/** Conditions of the run are asked when it begins, those of a step when its turn comes; not again of one that has waited. */
function failing(
  step: ClaimedStep,
  definition: WorkflowDefinition,
  own: StepDefinition,
  now: Date,
): StepResult | null {
  if (waitedUntil(step)) return null;
  const facts = factsOf(step, step.context, now);
  const ofRun = step.position === 0 ? failingCondition(definition.conditions, facts) : undefined;
  if (ofRun) return { kind: 'skipped', reason: 'run-conditions-not-met', values: valuesOf(ofRun) };
  const ofStep = failingCondition(own.conditions, facts);
  return ofStep ? { kind: 'skipped', reason: 'conditions-not-met', values: valuesOf(ofStep) } : null;
}

/** A condition, for the page to say which one it was. */
export const valuesOf = ({ field, operator, value }: WorkflowCondition): WorkflowValues => ({
  field,
  operator,
  value: Array.isArray(value) ? value.join(', ') : value,
});

function waitedUntil({ stepOutcome }: ClaimedStep): Date | null {
  const until = stepOutcome?.reason === 'waiting' ? stepOutcome.values.until : null;
  return typeof until === 'string' ? new Date(until) : null;
}

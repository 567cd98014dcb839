import type { WorkflowRun, WorkflowStep } from '@greenroom/contracts';

/** A step with the run that it belongs to. */
export interface StepOfRun {
  readonly run: WorkflowRun;
  readonly step: WorkflowStep;
}

/** A step whose turn will come. */
export interface UpcomingStep extends StepOfRun {
  /** ISO 8601, UTC. */
  readonly at: string;
}

const stepsOf = (runs: readonly WorkflowRun[]): StepOfRun[] =>
  runs.flatMap((run) => run.steps.map((step) => ({ run, step })));

/** What the runs of an interview will do, as far as the times are known, soonest first. Steps of one run stay in their order. */
export function upcomingSteps(runs: readonly WorkflowRun[]): UpcomingStep[] {
  return stepsOf(runs)
    .flatMap(({ run, step }): UpcomingStep[] => {
      const at = step.expectedAt ?? step.dueAt;
      const lies = step.status === 'pending' || step.status === 'waiting';
      return lies && at !== null ? [{ run, step, at }] : [];
    })
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/** Steps that got stuck and wait for a person. */
export const parkedSteps = (runs: readonly WorkflowRun[]): StepOfRun[] =>
  stepsOf(runs).filter(({ step }) => step.status === 'parked');

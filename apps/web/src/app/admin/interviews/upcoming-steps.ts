import type { WorkflowRun, WorkflowStep } from '@greenroom/contracts';

/** A step whose turn will come, with the run that it belongs to. */
export interface UpcomingStep {
  readonly run: WorkflowRun;
  readonly step: WorkflowStep;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** What the runs of an interview will do, as far as the times are known, soonest first. Steps of one run stay in their order. */
export function upcomingSteps(runs: readonly WorkflowRun[]): UpcomingStep[] {
  return runs
    .flatMap((run) =>
      run.steps.flatMap((step): UpcomingStep[] => {
        const at = step.expectedAt ?? step.dueAt;
        const lies = step.status === 'pending' || step.status === 'waiting';
        return lies && at !== null ? [{ run, step, at }] : [];
      }),
    )
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

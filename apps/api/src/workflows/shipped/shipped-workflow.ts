import type { StepDefinition, WorkflowCondition, WorkflowDefinition } from '@greenroom/contracts';

/** A workflow that comes with Greenroom: data, as an administrator could have written it. */
export interface ShippedWorkflow {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  /** Counts up with every change of the definition, so that installations that did not edit it get the new one. */
  readonly revision: number;
  readonly definition: WorkflowDefinition;
}

type Config = StepDefinition['config'];

export const step = (
  key: string,
  kind: string,
  config: Config = {},
  conditions: readonly WorkflowCondition[] = [],
): StepDefinition => ({ key, kind, config, conditions: [...conditions] });

export const when = (
  field: string,
  operator: WorkflowCondition['operator'],
  value: WorkflowCondition['value'],
): WorkflowCondition => ({ field, operator, value });

export const trigger = (kind: string, config: Config = {}): WorkflowDefinition['trigger'] => ({
  kind,
  config,
});

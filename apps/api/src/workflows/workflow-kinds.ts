import { Inject, Injectable } from '@nestjs/common';
import {
  type WorkflowCatalogue,
  type WorkflowCondition,
  type WorkflowDefinition,
  workflowDefinitionSchema,
} from '@greenroom/contracts';
import { conditionProblem, workflowFields } from '@greenroom/domain';
import { z } from 'zod';
import { domainEventTypes } from '../events.ts';
import type { WorkflowAction } from './actions/action.ts';
import { WORKFLOW_ACTIONS } from './actions/index.ts';
import { triggers } from './triggers/index.ts';
import type { WorkflowTrigger } from './triggers/trigger.ts';

/** Something wrong with a definition: where, as a dotted path, and what. */
export interface DefinitionProblem {
  readonly path: string;
  readonly message: string;
}

/** Every trigger and action by its kind, and what definitions may say of them. Two of a kind are a mistake that stops the start. */
@Injectable()
export class WorkflowKinds {
  readonly triggers: ReadonlyMap<string, WorkflowTrigger>;
  readonly actions: ReadonlyMap<string, WorkflowAction>;

  constructor(@Inject(WORKFLOW_ACTIONS) actions: readonly WorkflowAction[]) {
    this.triggers = byKind('triggers', triggers);
    this.actions = byKind('actions', actions);
    for (const { kind, listensTo, endsWith } of triggers)
      for (const type of [...listensTo, ...endsWith])
        if (!domainEventTypes.includes(type))
          throw new Error(`The trigger "${kind}" listens to "${type}", which is no event`);
  }

  /** @throws Error for a kind that is not there (any more). */
  trigger(kind: string): WorkflowTrigger {
    const trigger = this.triggers.get(kind);
    if (!trigger) throw new Error(`There is no trigger "${kind}"`);
    return trigger;
  }

  /** @throws Error for a kind that is not there (any more). */
  action(kind: string): WorkflowAction {
    const action = this.actions.get(kind);
    if (!action) throw new Error(`There is no action "${kind}"`);
    return action;
  }

  /** What is wrong with a definition, beyond its shape; empty when it can run. */
  check({ trigger: { kind, config }, conditions, steps }: WorkflowDefinition): DefinitionProblem[] {
    const trigger = this.triggers.get(kind);
    const provided = trigger?.provides ?? [];
    return [
      ...problemsOf(trigger, kind, config, 'trigger'),
      ...conditionProblems(conditions, provided, 'conditions'),
      ...steps.flatMap((step, index) => [
        ...problemsOf(this.actions.get(step.kind), step.kind, step.config, `steps.${index}`),
        ...conditionProblems(step.conditions, provided, `steps.${index}.conditions`),
      ]),
    ];
  }

  /** Reads a definition that we wrote ourselves. @throws Error that names what is wrong. */
  demandGood(name: string, definition: unknown): WorkflowDefinition {
    const parsed = workflowDefinitionSchema.parse(definition);
    const problems = this.check(parsed).map(({ path, message }) => `${path} ${message}`);
    if (problems.length > 0)
      throw new Error(`The workflow "${name}" does not hold together: ${problems.join('; ')}`);
    return parsed;
  }

  catalogue(): WorkflowCatalogue {
    return {
      triggers: [...this.triggers.values()].map(({ kind, configSchema, provides }) => ({
        kind,
        configSchema: jsonSchemaOf(configSchema),
        provides: [...provides],
      })),
      actions: [...this.actions.values()].map(({ kind, configSchema }) => ({
        kind,
        configSchema: jsonSchemaOf(configSchema),
      })),
      fields: workflowFields.map(({ options, operators, ...field }) => ({
        ...field,
        options: [...options],
        operators: [...operators],
      })),
    };
  }
}

function byKind<T extends { readonly kind: string }>(
  what: string,
  all: readonly T[],
): ReadonlyMap<string, T> {
  const kinds = new Map(all.map((one) => [one.kind, one]));
  if (kinds.size < all.length) throw new Error(`Two ${what} of workflows are of the same kind`);
  return kinds;
}

function problemsOf(
  known: { readonly configSchema: z.ZodObject } | undefined,
  kind: string,
  config: unknown,
  path: string,
): DefinitionProblem[] {
  if (!known) return [{ path: `${path}.kind`, message: `"${kind}" is not known` }];
  const { error } = known.configSchema.safeParse(config);
  return (error?.issues ?? []).map((issue) => ({
    path: [path, 'config', ...issue.path].join('.'),
    message: issue.message,
  }));
}

function conditionProblems(
  conditions: readonly WorkflowCondition[],
  provided: readonly string[],
  path: string,
): DefinitionProblem[] {
  return conditions.flatMap((condition, index) => {
    const message = conditionProblem(condition, provided);
    return message === null ? [] : [{ path: `${path}.${index}`, message }];
  });
}

const jsonSchemaOf = (schema: z.ZodObject): Record<string, unknown> => ({ ...z.toJSONSchema(schema) });

import type {
  ErrorDetail,
  WorkflowCatalogue,
  WorkflowCondition,
  WorkflowDefinition,
} from '@greenroom/contracts';
import { conditionProblem } from '@greenroom/domain';
import type { ProblemKind } from '../forms/field-problems';
import { isAsked, settingFields, settingProblem, type Settings } from './setting-fields';

/** What is wrong with a definition, by the dotted path within it: `steps.0.config.minutes`, `conditions.1`, `steps`. */
export type DefinitionProblems = ReadonlyMap<string, ProblemKind>;

/** Everything that the portal can find wrong with a definition before it is sent. */
export function problemsOf(definition: WorkflowDefinition, catalogue: WorkflowCatalogue): DefinitionProblems {
  const { trigger, conditions, steps } = definition;
  const known = catalogue.triggers.find(({ kind }) => kind === trigger.kind);
  const provided = known?.provides ?? [];
  const problems = [
    ...settingProblems(known?.configSchema, trigger.config, 'trigger'),
    ...conditionProblems(conditions, provided, 'conditions'),
    ...steps.flatMap((step, index) => [
      ...settingProblems(
        catalogue.actions.find(({ kind }) => kind === step.kind)?.configSchema,
        step.config,
        `steps.${index}`,
      ),
      ...conditionProblems(step.conditions, provided, `steps.${index}.conditions`),
    ]),
  ];
  return new Map(steps.length === 0 ? [...problems, ['steps', 'missing']] : problems);
}

/** What the API found wrong with the definition of a body, which only it can know. */
export function refusedParts(details: readonly ErrorDetail[]): DefinitionProblems {
  return new Map(
    details.flatMap(({ path }): [string, ProblemKind][] => {
      const [, within] = /(?:^|\.)definition\.(.+)$/.exec(path) ?? [];
      return within === undefined ? [] : [[within, 'invalid']];
    }),
  );
}

/** What is wrong at a path, or with any part of what is there. */
export function problemAt(problems: DefinitionProblems, path: string): ProblemKind | null {
  const found = [...problems].find(([at]) => at === path || at.startsWith(`${path}.`));
  return found?.[1] ?? null;
}

type Problem = [string, ProblemKind];

function settingProblems(
  schema: Readonly<Record<string, unknown>> | undefined,
  config: Settings,
  path: string,
): Problem[] {
  if (!schema) return [[`${path}.kind`, 'invalid']];
  const asked = settingFields(schema).filter((field) => isAsked(field, config));
  return asked.flatMap((field): Problem[] => {
    const problem = settingProblem(field, config[field.name]);
    return problem === null ? [] : [[`${path}.config.${field.name}`, problem]];
  });
}

function conditionProblems(
  conditions: readonly WorkflowCondition[],
  provided: readonly string[],
  path: string,
): Problem[] {
  return conditions.flatMap((condition, index): Problem[] => {
    const { value } = condition;
    const at = `${path}.${index}`;
    if (value === '' || (Array.isArray(value) && value.length === 0)) return [[at, 'missing']];
    return conditionProblem(condition, provided) === null ? [] : [[at, 'invalid']];
  });
}

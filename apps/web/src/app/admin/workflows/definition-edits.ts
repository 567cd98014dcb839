import type {
  StepDefinition,
  WorkflowCatalogue,
  WorkflowCondition,
  WorkflowDefinition,
} from '@greenroom/contracts';
import { askedSettings, firstSettings, settingFields, type Settings } from './setting-fields';

type Field = WorkflowCatalogue['fields'][number];
type Kind = Pick<WorkflowCatalogue['actions'][number], 'kind' | 'configSchema'>;

/** What a new workflow begins with: the first trigger, and no step yet. */
export function emptyDefinition(catalogue: WorkflowCatalogue | undefined): WorkflowDefinition {
  const [trigger] = catalogue?.triggers ?? [];
  return {
    trigger: { kind: trigger?.kind ?? '', config: trigger ? settingsFor(trigger, {}) : {} },
    conditions: [],
    steps: [],
  };
}

/** The first settings of a kind; those of the kind before are kept where it knows them too. */
export function settingsFor({ configSchema }: Kind, before: Settings): Record<string, unknown> {
  const fields = settingFields(configSchema);
  const kept = Object.entries(before).filter(([name]) => fields.some((field) => field.name === name));
  return { ...firstSettings(fields), ...Object.fromEntries(kept) };
}

/** The definition as it is sent: without settings that were typed for another choice. */
export function askedDefinition(
  { trigger, steps, ...rest }: WorkflowDefinition,
  { triggers, actions }: WorkflowCatalogue,
): WorkflowDefinition {
  const configOf = (kinds: readonly Kind[], { kind, config }: { kind: string; config: Settings }) => {
    const known = kinds.find((one) => one.kind === kind);
    return known ? askedSettings(settingFields(known.configSchema), config) : { ...config };
  };
  return {
    ...rest,
    trigger: { ...trigger, config: configOf(triggers, trigger) },
    steps: steps.map((step) => ({ ...step, config: configOf(actions, step) })),
  };
}

/** A step of a kind, with a key that none of the others has. */
export function newStep(action: Kind, others: readonly StepDefinition[]): StepDefinition {
  const { kind } = action;
  const taken = new Set(others.map(({ key }) => key));
  let key = kind;
  for (let number = 2; taken.has(key); number += 1) key = `${kind}-${number}`;
  return { key, kind, config: settingsFor(action, {}), conditions: [] };
}

/** The steps with one of them in another place; as they are when there is no such place. */
export function moveStep(steps: readonly StepDefinition[], from: number, to: number): StepDefinition[] {
  const step = steps[from];
  if (!step || to < 0 || to >= steps.length) return [...steps];
  return steps.toSpliced(from, 1).toSpliced(to, 0, step);
}

/** A condition of a field as it is offered first. */
export function firstCondition(field: Field): WorkflowCondition {
  const [operator = 'is'] = field.operators;
  return { field: field.name, operator, value: firstValue(field, operator) };
}

/** A value that fits a field and an operator, as near to the one before as can be. */
export function valueFor(
  field: Field,
  operator: WorkflowCondition['operator'],
  before: WorkflowCondition['value'],
): WorkflowCondition['value'] {
  if (field.type !== 'one-of') return before;
  const chosen = Array.isArray(before) ? before : [String(before)];
  return takesList(operator) ? chosen : (chosen[0] ?? firstValue(field, operator));
}

export const takesList = (operator: WorkflowCondition['operator']): boolean =>
  operator === 'is-one-of' || operator === 'is-none-of';

function firstValue(field: Field, operator: WorkflowCondition['operator']): WorkflowCondition['value'] {
  const [option = ''] = field.options;
  switch (field.type) {
    case 'boolean':
      return true;
    case 'number':
      return 0;
    case 'text':
      return '';
    case 'one-of':
      return takesList(operator) ? [option] : option;
  }
}

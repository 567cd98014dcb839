import type { WorkflowCondition, WorkflowDefinition } from '@greenroom/contracts';
import type { Formatter } from '../../platform/formatter';
import type { Settings } from './setting-fields';
import { named, type Tell, valueWords } from './workflow-words';

/** A definition as sentences that people can read and compare, one for the trigger, each condition and each step. */
export function linesOf(
  tell: Tell,
  format: Formatter,
  { trigger, conditions, steps }: WorkflowDefinition,
): string[] {
  const settings = (config: Settings) => {
    const told = Object.entries(config).map(
      ([name, value]) => `${named(tell, 'setting', name)}: ${valueWords(tell, format, name, value)}`,
    );
    return told.length > 0 ? ` (${told.join(', ')})` : '';
  };
  const condition = ({ field, operator, value }: WorkflowCondition) =>
    [
      named(tell, 'field', field),
      named(tell, 'operator', operator),
      valueWords(tell, format, 'value', value),
    ].join(' ');
  return [
    `${tell('admin.workflow.when')}: ${named(tell, 'trigger', trigger.kind)}${settings(trigger.config)}`,
    ...conditions.map((one) => `${tell('admin.workflow.only-if')}: ${condition(one)}`),
    ...steps.flatMap((step) => [
      `→ ${named(tell, 'action', step.kind)}${settings(step.config)}`,
      ...step.conditions.map((one) => `↳ ${tell('admin.workflow.only-if')}: ${condition(one)}`),
    ]),
  ];
}

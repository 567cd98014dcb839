import type { WorkflowSummary, WorkflowValues } from '@greenroom/contracts';
import type { Formatter } from '../../platform/formatter';

/** The translating function of a template. */
export type Tell = (key: string, words?: object) => string;

/** What names are looked up in. */
export type WordGroup =
  'trigger' | 'action' | 'field' | 'operator' | 'setting' | 'option' | 'reason' | 'status' | 'run-status';

/** What the portal calls something of a workflow; the name itself, where there are no words for it. */
export function named(tell: Tell, group: WordGroup, name: string): string {
  return wordsAt(tell, `admin.workflow-words.${group}.${name}`) ?? name;
}

/** Name of a workflow: what was shipped is translated until somebody here has changed it. */
export function nameOf(tell: Tell, workflow: WorkflowSummary): string {
  return shippedWords(tell, workflow, 'name') ?? workflow.name;
}

/** What a workflow is for, in the reader's language where it was shipped. */
export function descriptionOf(tell: Tell, workflow: WorkflowSummary): string {
  return shippedWords(tell, workflow, 'description') ?? workflow.description;
}

/** Why something became of a step, with the facts that go with it put into words. */
export function reasonOf(tell: Tell, format: Formatter, reason: string, values: WorkflowValues): string {
  const words = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, valueWords(tell, format, name, value)]),
  );
  const { amountMinor, currency } = values;
  const isMoney = typeof amountMinor === 'number' && typeof currency === 'string';
  const amount = isMoney ? format.money({ amountMinor, currency }) : '';
  return wordsAt(tell, `admin.workflow-words.reason.${reason}`, { ...words, amount }) ?? reason;
}

/** One value of a setting, a condition or an outcome. */
export function valueWords(tell: Tell, format: Formatter, name: string, value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'boolean') return tell(value ? 'admin.workflow.yes' : 'admin.workflow.no');
  if (Array.isArray(value)) return value.map((one) => valueWords(tell, format, name, one)).join(', ');
  if (typeof value === 'string') {
    if (name === 'field') return named(tell, 'field', value);
    if (name === 'operator') return named(tell, 'operator', value);
    return INSTANT.test(value) ? format.shortDateTime(value) : named(tell, 'option', value);
  }
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
/** As keys are written; anything else was typed by a person. */
const NAME = /^[a-z][\w-]*$/;

function shippedWords(
  tell: Tell,
  { shipped, edited, key }: WorkflowSummary,
  part: 'name' | 'description',
): string | null {
  return shipped && !edited ? wordsAt(tell, `admin.workflow-words.shipped.${key}.${part}`) : null;
}

function wordsAt(tell: Tell, key: string, words?: object): string | null {
  const last = key.slice(key.lastIndexOf('.') + 1);
  if (!NAME.test(last)) return null;
  const told = tell(key, words);
  return told === key ? null : told;
}

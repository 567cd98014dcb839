import {
  type ConditionOperator,
  type ConditionValue,
  experienceLevels,
  focusAreas,
  interviewStatuses,
  locales,
  paymentStatusSchema,
  sessionVerdictSchema,
  type WorkflowCondition,
} from '@greenroom/contracts';

/** What a field can hold; null where the interview has no such thing (yet). */
export type FactValue = string | number | boolean | null;

export type FieldType = 'text' | 'number' | 'boolean' | 'one-of';

/** A field that conditions can ask for. `occasion`: told by the trigger, for example who is waiting; otherwise read from the interview. */
interface Field {
  readonly type: FieldType;
  readonly options?: readonly string[];
  readonly source?: 'occasion';
}

const sides = ['candidate', 'interviewer'] as const;
const actors = ['system', 'candidate', 'interviewer', 'admin', 'payment', 'presence'] as const;

/** Every field, by name: the one table that the check of definitions, the evaluation and the admin's form go by. */
const fields = {
  status: { type: 'one-of', options: interviewStatuses },
  'type-name': { type: 'text' },
  'job-role': { type: 'text' },
  'experience-level': { type: 'one-of', options: experienceLevels },
  focus: { type: 'one-of', options: focusAreas },
  instant: { type: 'boolean' },
  'duration-minutes': { type: 'number' },
  /** In minor units of the currency. */
  'price-minor': { type: 'number' },
  currency: { type: 'text' },
  'payment-status': { type: 'one-of', options: paymentStatusSchema.options },
  'candidate-language': { type: 'one-of', options: locales },
  'interviewer-language': { type: 'one-of', options: locales },
  'has-feedback': { type: 'boolean' },
  /** 1 to 5. */
  'feedback-rating': { type: 'number' },
  /** How often the interview was moved to another time. */
  'times-moved': { type: 'number' },
  /** Negative once the planned start has passed. */
  'minutes-to-start': { type: 'number' },
  /** Who did not come. */
  absent: { type: 'one-of', options: [...sides, 'both'], source: 'occasion' },
  /** What the session was decided to have been. */
  outcome: { type: 'one-of', options: sessionVerdictSchema.options, source: 'occasion' },
  /** Who came, left or waits. */
  side: { type: 'one-of', options: sides, source: 'occasion' },
  /** Who did it. */
  by: { type: 'one-of', options: actors, source: 'occasion' },
  /** Code or words of the reason that the event carries. */
  reason: { type: 'text', source: 'occasion' },
} as const satisfies Record<string, Field>;

export type WorkflowField = keyof typeof fields;

/** Names of the fields that come from an occasion. */
export type OccasionField = {
  [K in WorkflowField]: (typeof fields)[K] extends { source: 'occasion' } ? K : never;
}[WorkflowField];

/** What is known when a condition is asked: every field of the interview, and those that the occasion provides. */
export type WorkflowFacts = Readonly<Record<Exclude<WorkflowField, OccasionField>, FactValue>> &
  Readonly<Partial<Record<OccasionField, FactValue>>>;

const operators = {
  text: ['is', 'is-not', 'contains'],
  number: ['is', 'is-not', 'less-than', 'at-most', 'at-least', 'more-than'],
  boolean: ['is'],
  'one-of': ['is', 'is-not', 'is-one-of', 'is-none-of'],
} as const satisfies Record<FieldType, readonly ConditionOperator[]>;

/** A field as the admin's form shows it. */
export interface FieldDescription {
  readonly name: WorkflowField;
  readonly type: FieldType;
  readonly options: readonly string[];
  readonly operators: readonly ConditionOperator[];
  readonly source: 'interview' | 'occasion';
}

export const workflowFields: readonly FieldDescription[] = Object.entries<Field>(fields).map(
  ([name, { type, options = [], source }]): FieldDescription => ({
    name: name as WorkflowField,
    type,
    options,
    operators: operators[type],
    source: source ?? 'interview',
  }),
);

const fieldsByName: ReadonlyMap<string, FieldDescription> = new Map(
  workflowFields.map((field) => [field.name, field]),
);

/**
 * What is wrong with a condition; null when it can be asked.
 *
 * @param provided fields of the occasion that the workflow's trigger tells of.
 */
export function conditionProblem(
  { field: name, operator, value }: WorkflowCondition,
  provided: readonly string[],
): string | null {
  const field = fieldsByName.get(name);
  if (!field) return `there is no field "${name}"`;
  if (field.source === 'occasion' && !provided.includes(name)) return `the trigger does not tell "${name}"`;
  if (!field.operators.includes(operator)) return `"${name}" cannot be compared by "${operator}"`;
  return fits(field, operator, value) ? null : `the value does not fit "${name}"`;
}

/** The first of the conditions that does not hold; undefined when all do. A field without a value is equal to nothing. */
export function failingCondition(
  conditions: readonly WorkflowCondition[],
  facts: WorkflowFacts,
): WorkflowCondition | undefined {
  return conditions.find((condition) => !holds(condition, facts));
}

function holds({ field, operator, value }: WorkflowCondition, facts: WorkflowFacts): boolean {
  const fact: FactValue = (facts as Readonly<Record<string, FactValue | undefined>>)[field] ?? null;
  switch (operator) {
    case 'is':
      return fact !== null && sameAs(fact, value);
    case 'is-not':
      return fact === null || !sameAs(fact, value);
    case 'contains':
      return typeof fact === 'string' && folded(fact).includes(folded(String(value)));
    case 'is-one-of':
      return listOf(value).some((option) => option === fact);
    case 'is-none-of':
      return !listOf(value).some((option) => option === fact);
    case 'less-than':
      return typeof fact === 'number' && fact < Number(value);
    case 'at-most':
      return typeof fact === 'number' && fact <= Number(value);
    case 'at-least':
      return typeof fact === 'number' && fact >= Number(value);
    case 'more-than':
      return typeof fact === 'number' && fact > Number(value);
  }
}

function fits(field: FieldDescription, operator: ConditionOperator, value: ConditionValue): boolean {
  const isList = operator === 'is-one-of' || operator === 'is-none-of';
  const known = (one: unknown) => typeof one === 'string' && field.options.includes(one);
  switch (field.type) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'one-of':
      return isList ? Array.isArray(value) && value.every(known) : known(value);
  }
}

const folded = (text: string): string => text.trim().toLowerCase();
const sameAs = (fact: string | number | boolean, value: ConditionValue): boolean =>
  typeof fact === 'string' && typeof value === 'string' ? folded(fact) === folded(value) : fact === value;
const listOf = (value: ConditionValue): readonly unknown[] => (Array.isArray(value) ? value : [value]);

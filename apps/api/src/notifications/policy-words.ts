import { type Locale, policySchema } from '@greenroom/contracts';
import { languageTagOf, type PolicyClause, policyClauses } from '@greenroom/domain';
import type { InterviewRecord } from '../interviews/interviews.repository.ts';
import { type TextKey, translate } from './translations/translate.ts';

const keys = {
  cancel: 'policy.cancel',
  'cancel-free': 'policy.cancel-free',
  'cancel-then-fee': 'policy.cancel-then-fee',
  'cancel-then-all': 'policy.cancel-then-all',
  move: 'policy.move',
  'move-until': 'policy.move-until',
  'move-never': 'policy.move-never',
  late: 'policy.late',
  'late-nothing': 'policy.late-nothing',
  'late-part': 'policy.late-part',
} as const satisfies Record<PolicyClause['key'], TextKey>;

/** What was agreed about changes and absences, as one sentence in the reader's language. */
export function policySentence(
  { policy, priceMinor }: Pick<InterviewRecord, 'policy' | 'priceMinor'>,
  locale: Locale,
): string {
  const clauses = policyClauses(policySchema.parse(policy), priceMinor === 0);
  return `${clauses.map((clause) => words(clause, locale)).join('; ')}.`;
}

function words(clause: PolicyClause, locale: Locale): string {
  const number = (value: number, style: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(languageTagOf(locale), style).format(value);
  const unit = (value: number, name: 'hour' | 'minute') =>
    number(value, { style: 'unit', unit: name, unitDisplay: 'long' });
  return translate(locale, keyOf(clause), {
    ...('hours' in clause && { hours: unit(clause.hours, 'hour') }),
    ...('minutes' in clause && { minutes: unit(clause.minutes, 'minute') }),
    ...('percent' in clause && { percent: number(clause.percent / 100, { style: 'percent' }) }),
    ...('times' in clause && { times: String(clause.times) }),
  });
}

function keyOf(clause: PolicyClause): TextKey {
  if (clause.key === 'move' && clause.times === 1) return 'policy.move-once';
  if (clause.key === 'move-until' && clause.times === 1) return 'policy.move-once-until';
  return keys[clause.key];
}

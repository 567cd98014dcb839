import { type Policy, policySchema } from '@greenroom/contracts';
import type { ProblemKind } from '../forms/field-problems';

/** Numbers of a policy, in the order of the form. */
export const policyNumbers = [
  'freeUntilHours',
  'lateCancellationFeePercent',
  'rescheduleFreeUntilHours',
  'maxReschedules',
  'graceMinutes',
  'candidateNoShowRefundPercent',
] as const satisfies readonly (keyof Policy)[];
export type PolicyNumber = (typeof policyNumbers)[number];

/** A policy as its form shows it: numbers as they are typed. */
export type PolicyDraft = Readonly<Record<PolicyNumber, string>> & Pick<Policy, 'outcomeMode'>;

const eachNumber = <T>(of: (name: PolicyNumber) => T): Record<PolicyNumber, T> => ({
  freeUntilHours: of('freeUntilHours'),
  lateCancellationFeePercent: of('lateCancellationFeePercent'),
  rescheduleFreeUntilHours: of('rescheduleFreeUntilHours'),
  maxReschedules: of('maxReschedules'),
  graceMinutes: of('graceMinutes'),
  candidateNoShowRefundPercent: of('candidateNoShowRefundPercent'),
});

export const draftOfPolicy = (policy: Policy): PolicyDraft => ({
  ...eachNumber((name) => String(policy[name])),
  outcomeMode: policy.outcomeMode,
});

/** What the API takes. A number that cannot be read stays what was typed, which the contract refuses. */
export const inputOfPolicy = (draft: PolicyDraft): unknown => ({
  ...eachNumber((name) => numberOf(draft[name])),
  interviewerNoShowRefundPercent: 100,
  outcomeMode: draft.outcomeMode,
});

/** The policy that is typed; null while it is none. */
export function readPolicy(draft: PolicyDraft): Policy | null {
  const parsed = policySchema.safeParse(inputOfPolicy(draft));
  return parsed.success ? parsed.data : null;
}

/** What is wrong with a number of the draft. */
export function policyProblem(draft: PolicyDraft, name: PolicyNumber): ProblemKind | null {
  if (draft[name].trim() === '') return 'missing';
  return policySchema.shape[name].safeParse(numberOf(draft[name])).success ? null : 'invalid';
}

const numberOf = (typed: string): number | string => (/^\d+$/.test(typed.trim()) ? Number(typed) : typed);

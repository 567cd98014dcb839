import { type AdminInterviewType, defaultPolicy, type InterviewTypeInput } from '@greenroom/contracts';
import { draftOfPolicy, inputOfPolicy, type PolicyDraft } from './policy-draft';
import { parsePrice, priceToText } from './price';

/** An interview type as its form shows it: numbers as they are typed. */
export type InterviewTypeDraft = Omit<InterviewTypeInput, 'durationMinutes' | 'policy' | 'priceMinor'> & {
  readonly durationMinutes: string;
  readonly priceMinor: string;
  readonly policy: PolicyDraft;
};

export function emptyType(): InterviewTypeDraft {
  return {
    name: '',
    slug: '',
    description: '',
    durationMinutes: '45',
    priceMinor: '',
    currency: 'EUR',
    policy: draftOfPolicy(defaultPolicy),
    active: true,
  };
}

/** @param locale BCP 47 tag: how the person writes numbers. */
export function draftOfType(type: AdminInterviewType, locale: string): InterviewTypeDraft {
  const { name, slug, description, durationMinutes, priceMinor, currency, policy, active } = type;
  return {
    name,
    slug,
    description,
    durationMinutes: String(durationMinutes),
    priceMinor: priceToText(priceMinor, locale, currency),
    currency,
    policy: draftOfPolicy(policy),
    active,
  };
}

/** What the API takes. A number that cannot be read stays what was typed, which the contract refuses. */
export function inputOfType(draft: InterviewTypeDraft, locale: string): unknown {
  const { durationMinutes, priceMinor, currency, policy } = draft;
  return {
    ...draft,
    durationMinutes: /^\d+$/.test(durationMinutes.trim()) ? Number(durationMinutes) : durationMinutes,
    priceMinor: parsePrice(priceMinor, locale, currency) ?? priceMinor,
    policy: inputOfPolicy(policy),
  };
}

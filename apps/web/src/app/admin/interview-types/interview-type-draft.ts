import { type AdminInterviewType, defaultPolicy, type InterviewTypeInput } from '@greenroom/contracts';
import { parsePrice, priceToText } from './price';

/** An interview type as its form shows it: numbers as they are typed. */
export type InterviewTypeDraft = Omit<InterviewTypeInput, 'durationMinutes' | 'priceMinor'> & {
  readonly durationMinutes: string;
  readonly priceMinor: string;
};

export function emptyType(): InterviewTypeDraft {
  return {
    name: '',
    slug: '',
    description: '',
    durationMinutes: '45',
    priceMinor: '',
    currency: 'EUR',
    policy: defaultPolicy,
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
    policy,
    active,
  };
}

/** What the API takes. A number that cannot be read stays what was typed, which the contract refuses. */
export function inputOfType(draft: InterviewTypeDraft, locale: string): unknown {
  const { durationMinutes, priceMinor, currency } = draft;
  return {
    ...draft,
    durationMinutes: /^\d+$/.test(durationMinutes.trim()) ? Number(durationMinutes) : durationMinutes,
    priceMinor: parsePrice(priceMinor, locale, currency) ?? priceMinor,
  };
}

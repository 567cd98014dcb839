import type { ChangeTerms, Money } from '@greenroom/contracts';

/** What cancelling means for the money: which sentence says it, and the amounts that stand in it. */
export interface Consequence {
  readonly key: 'free' | 'everything' | 'part' | 'nothing' | 'candidate-everything' | 'by-interviewer';
  readonly back: Money | null;
  readonly kept: Money | null;
}

/**
 * The consequence of the terms.
 *
 * @param price null for who does not see it: an interviewer.
 */
export function consequenceOf({ cancel }: ChangeTerms, price: Money | null): Consequence {
  const { refund: back, rule } = cancel;
  if (rule === 'cancelled-by-interviewer') return { key: 'by-interviewer', back: null, kept: null };
  if (!price || price.amountMinor === 0 || !back) return { key: 'free', back: null, kept: null };
  const kept = { amountMinor: price.amountMinor - back.amountMinor, currency: price.currency };
  if (kept.amountMinor === 0) {
    return { key: rule === 'cancelled-by-admin' ? 'candidate-everything' : 'everything', back, kept };
  }
  return { key: back.amountMinor === 0 ? 'nothing' : 'part', back, kept };
}

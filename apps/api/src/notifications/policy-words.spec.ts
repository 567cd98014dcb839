import { describe, expect, it } from '@jest/globals';
import { defaultPolicy } from '@greenroom/contracts';
import { policySentence } from './policy-words.ts';

describe('the terms of a booking in a mail', () => {
  it('are one sentence in the reader’s language', () => {
    const booking = { policy: defaultPolicy, priceMinor: 9_000 };
    expect(policySentence(booking, 'en')).toBe(
      'You can cancel without a fee until 24 hours before the start, after that 50% of the price is kept; ' +
        'choose another time up to 2 times until 12 hours before; ' +
        'if you are more than 15 minutes late, the interview does not take place and nothing goes back.',
    );
    expect(policySentence(booking, 'de')).toContain('Sie können bis 24 Stunden vor Beginn kostenlos absagen');
  });

  it('speak of no money where nothing was paid', () => {
    const booking = { policy: { ...defaultPolicy, maxReschedules: 1 }, priceMinor: 0 };
    expect(policySentence(booking, 'en')).toBe(
      'You can cancel until the start; choose another time once until 12 hours before; ' +
        'if you are more than 15 minutes late, the interview does not take place.',
    );
  });
});

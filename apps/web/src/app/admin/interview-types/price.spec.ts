import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parsePrice, priceToText } from './price';

describe('a typed price', () => {
  it.each([
    ['49', 'en', 4900],
    ['49.90', 'en', 4990],
    ['49.9', 'en', 4990],
    ['49,90', 'en', 4990],
    ['49,90', 'de', 4990],
    ['49.90', 'de', 4990],
    ['1,234', 'en', 123_400],
    ['1.234', 'de', 123_400],
    ['1,234.50', 'en', 123_450],
    ['1.234,50', 'de', 123_450],
    ['1.234.567', 'de', 123_456_700],
    ['€ 49', 'en', 4900],
    ['49\u00a0€', 'de', 4900],
    ["1'234.50", 'de-CH', 123_450],
    ['.50', 'en', 50],
    ['0', 'en', 0],
  ])('"%s" in %s is %d cents', (typed, locale, minor) => {
    expect(parsePrice(typed, locale, 'EUR')).toBe(minor);
  });

  it.each(['', ' ', 'free', '-5', '12..5', '1,23,4', '4.999', '12.345.67', '1e3', '€', '.', '49 per hour'])(
    '"%s" is refused rather than guessed',
    (typed) => {
      expect(parsePrice(typed, 'en', 'EUR')).toBeNull();
    },
  );

  it('has as many decimals as its currency', () => {
    expect(parsePrice('5000', 'en', 'JPY')).toBe(5000);
    expect(parsePrice('5,000', 'en', 'JPY')).toBe(5000);
    expect(parsePrice('50.5', 'en', 'JPY')).toBeNull();
    expect(parsePrice('1.234', 'en', 'KWD')).toBe(1234);
  });

  it('comes back from what it is shown as, in every language and currency', () => {
    const locale = fc.constantFrom('en', 'en-GB', 'de', 'de-CH', 'de-AT');
    const currency = fc.constantFrom('EUR', 'USD', 'JPY', 'KWD', 'CHF');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), locale, currency, (minor, where, code) => {
        expect(parsePrice(priceToText(minor, where, code), where, code)).toBe(minor);
      }),
    );
  });
});

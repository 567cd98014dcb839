import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatMoney, minorUnitDigits } from './money.ts';

const plain = (text: string) => text.replaceAll(/\s/g, ' ');

describe('money', () => {
  it.each([
    ['EUR', 2],
    ['USD', 2],
    ['JPY', 0],
    ['KWD', 3],
  ])('knows the minor unit of %s', (currency, digits) => {
    expect(minorUnitDigits(currency)).toBe(digits);
  });

  it('writes an amount in the language of its reader', () => {
    expect(plain(formatMoney({ amountMinor: 4900, currency: 'EUR' }, 'en'))).toBe('€49.00');
    expect(plain(formatMoney({ amountMinor: 123_450, currency: 'EUR' }, 'de'))).toBe('1.234,50 €');
    expect(plain(formatMoney({ amountMinor: 5000, currency: 'JPY' }, 'en'))).toBe('¥5,000');
  });

  it('never loses a minor unit', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), fc.constantFrom('EUR', 'JPY', 'KWD'), (amountMinor, currency) => {
        const digits = formatMoney({ amountMinor, currency }, 'en').replaceAll(/\D/g, '');
        expect(Number(digits)).toBe(amountMinor);
      }),
    );
  });
});

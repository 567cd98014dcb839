import { minorUnitDigits } from '@greenroom/domain';

const SPACES = /[\s'’]/g;

/** The mark between whole units and decimals, as the locale writes it. */
function decimalMark(locale: string): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  return parts.find((part) => part.type === 'decimal')?.value ?? '.';
}

/** Splits "1.234,50" at its decimal mark; a mark that groups thousands is none. */
function splitAmount(amount: string, locale: string): readonly [whole: string, decimals: string] | null {
  const last = Math.max(amount.lastIndexOf('.'), amount.lastIndexOf(','));
  if (last < 0) return [amount, ''];
  const mark = amount.charAt(last);
  const other = mark === '.' ? ',' : '.';
  const groupsThousands = /^[1-9]\d{0,2}([.,]\d{3})+$/.test(amount) && !amount.includes(other);
  const isDecimal = mark === decimalMark(locale) ? amount.indexOf(mark) === last : !groupsThousands;
  const whole = isDecimal ? amount.slice(0, last) : amount;
  const decimals = isDecimal ? amount.slice(last + 1) : '';
  const grouping = isDecimal ? other : mark;
  const wellGrouped = new RegExp(`^(?:\\d*|\\d{1,3}(?:\\${grouping}\\d{3})+)$`).test(whole);
  return wellGrouped ? [whole.replaceAll(grouping, ''), decimals] : null;
}

/**
 * Reads a price that a person typed in major units, such as "49", "49.90", "49,90", "1.234,50" or "€ 49". Both marks are taken
 * for decimals where they can be nothing else; where both readings are possible ("1.234"), the locale decides.
 *
 * @param locale BCP 47 tag of the person.
 * @param currency ISO 4217 code: how many decimals there can be.
 * @returns minor units; null when it is no price, or has more decimals than the currency.
 */
export function parsePrice(typed: string, locale: string, currency: string): number | null {
  const amount = typed.replace(SPACES, '').replace(/^\p{Sc}|\p{Sc}$/gu, '');
  if (!/^[\d.,]*\d[\d.,]*$/.test(amount)) return null;
  const split = splitAmount(amount, locale);
  if (!split) return null;
  const [whole, decimals] = split;
  const digits = minorUnitDigits(currency);
  if (decimals.length > digits) return null;
  const minor = Number(`${whole}${decimals.padEnd(digits, '0')}`);
  return Number.isSafeInteger(minor) ? minor : null;
}

/** A price as a person would type it: "49", "49,90"; what `parsePrice` reads back. */
export function priceToText(amountMinor: number, locale: string, currency: string): string {
  const digits = minorUnitDigits(currency);
  const amount = amountMinor / 10 ** digits;
  return new Intl.NumberFormat(locale, {
    useGrouping: false,
    numberingSystem: 'latn',
    minimumFractionDigits: Number.isInteger(amount) ? 0 : digits,
    maximumFractionDigits: digits,
  }).format(amount);
}

import type { Money } from '@greenroom/contracts';

/**
 * How many decimals a currency's minor unit has: 2 for EUR, 0 for JPY, 3 for KWD (ISO 4217, as the runtime's Intl knows it).
 *
 * @param currency ISO 4217 code.
 */
export function minorUnitDigits(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return maximumFractionDigits ?? 2;
}

/**
 * An amount for people, in their language. Pages and mails use this one function, so that both show the same price.
 *
 * @param money Amount in minor units of its currency.
 * @param locale BCP 47 language tag of the reader.
 */
export function formatMoney({ amountMinor, currency }: Money, locale: string): string {
  const amount = amountMinor / 10 ** minorUnitDigits(currency);
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount);
}

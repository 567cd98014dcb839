import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Prefixes of Stripe's ids and how many random characters follow them. */
const LENGTHS = {
  cs_test_: 58,
  pi_: 24,
  pm_: 24,
  ch_: 24,
  re_: 24,
  evt_: 24,
  li_: 24,
  price_: 24,
  prod_: 14,
  req_: 14,
  whd_: 24,
} as const;

export type IdPrefix = keyof typeof LENGTHS;

/** A fresh id as Stripe forms them, for instance `cs_test_a1…`; the random part cannot be guessed. */
export function newId(prefix: IdPrefix): string {
  return prefix + randomText(LENGTHS[prefix]);
}

export function randomText(length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      // Bytes above the last whole multiple of the alphabet would favour its first letters.
      if (byte < 248 && text.length < length) text += ALPHABET.charAt(byte % ALPHABET.length);
    }
  }
  return text;
}

/** What the card's bank answers, in Stripe's words: https://docs.stripe.com/testing#declined-payments. */
export interface Decline {
  readonly code: 'card_declined' | 'expired_card' | 'incorrect_cvc' | 'processing_error';
  readonly declineCode?: string;
  readonly message: string;
}

const DECLINES: Readonly<Record<string, Decline>> = {
  '4000000000000002': {
    code: 'card_declined',
    declineCode: 'generic_decline',
    message: 'Your card was declined.',
  },
  '4000000000009995': {
    code: 'card_declined',
    declineCode: 'insufficient_funds',
    message: 'Your card has insufficient funds.',
  },
  '4000000000000069': { code: 'expired_card', message: 'Your card has expired.' },
  '4000000000000127': { code: 'incorrect_cvc', message: "Your card's security code is incorrect." },
  '4000000000000119': {
    code: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
  },
};

const PAYING_CARDS: Readonly<Record<string, string>> = {
  '4242424242424242': 'visa',
  '4000056655665556': 'visa',
  '5555555555554444': 'mastercard',
  '378282246310005': 'amex',
};

/** Any other number could be a real card, which has no place here. */
const NOT_A_TEST_CARD: Decline = {
  code: 'card_declined',
  declineCode: 'test_mode_live_card',
  message: 'Your card was declined. Your request was in test mode, but used a non test card.',
};

/** A card that passed {@link readCard}. The full number never leaves the request that carried it. */
export interface Card {
  readonly brand: string;
  readonly last4: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly decline: Decline | null;
}

export type CardField = 'number' | 'expiry' | 'cvc';
export type CardProblem =
  'number-incomplete' | 'number-invalid' | 'expiry-incomplete' | 'expiry-past' | 'cvc-incomplete';

export type CardReading =
  | { readonly ok: true; readonly card: Card }
  | { readonly ok: false; readonly problems: Partial<Record<CardField, CardProblem>> };

/**
 * Reads what was typed into the payment page.
 *
 * @param now decides whether the expiry has passed; a card is good until the end of its month, in UTC.
 */
export function readCard(typed: Readonly<Record<CardField, string>>, now: Date): CardReading {
  const number = typed.number.replace(/[\s-]/g, '');
  const expiry = readExpiry(typed.expiry);
  const problems: Partial<Record<CardField, CardProblem>> = {};
  if (!/^\d{13,19}$/.test(number)) problems.number = 'number-incomplete';
  else if (!passesLuhn(number)) problems.number = 'number-invalid';
  if (expiry === null) problems.expiry = 'expiry-incomplete';
  else if (hasPassed(expiry, now)) problems.expiry = 'expiry-past';
  if (!(number.startsWith('3') ? /^\d{4}$/ : /^\d{3}$/).test(typed.cvc.trim()))
    problems.cvc = 'cvc-incomplete';
  if (expiry === null || Object.keys(problems).length > 0) return { ok: false, problems };

  const brand = PAYING_CARDS[number];
  return {
    ok: true,
    card: {
      brand: brand ?? 'visa',
      last4: number.slice(-4),
      expMonth: expiry.month,
      expYear: expiry.year,
      decline: brand === undefined ? (DECLINES[number] ?? NOT_A_TEST_CARD) : null,
    },
  };
}

/** The check digit of ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}

function readExpiry(typed: string): { month: number; year: number } | null {
  const match =
    /^(\d{2})\s*[/-]?\s*(\d{2}|\d{4})$/.exec(typed.trim()) ??
    /^(\d)\s*[/-]\s*(\d{2}|\d{4})$/.exec(typed.trim());
  if (match === null) return null;
  const month = Number(match[1]);
  const year = Number(match[2]);
  return month >= 1 && month <= 12 ? { month, year: year < 100 ? 2000 + year : year } : null;
}

function hasPassed({ month, year }: { month: number; year: number }, now: Date): boolean {
  return Date.UTC(year, month, 1) <= now.getTime();
}

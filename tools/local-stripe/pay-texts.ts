import type { CardProblem } from './cards.ts';

export interface PayTexts {
  readonly title: string;
  readonly testNotice: string;
  readonly payTo: string;
  readonly quantity: (count: string) => string;
  readonly total: string;
  readonly cardHeading: string;
  readonly cardNumber: string;
  readonly expiry: string;
  readonly expiryHint: string;
  readonly cvc: string;
  readonly cvcHint: string;
  readonly timeLeft: string;
  readonly pay: string;
  readonly cancel: string;
  readonly testCardsHeading: string;
  readonly testCards: readonly (readonly [number: string, effect: string])[];
  readonly testCardsHint: string;
  readonly problems: Readonly<Record<CardProblem, string>>;
  /** By Stripe's decline code or, where there is none, error code. */
  readonly declines: Readonly<Record<string, string>>;
  readonly tryAgain: string;
  readonly expiredHeading: string;
  readonly expiredText: string;
  readonly unknownHeading: string;
  readonly unknownText: string;
  readonly back: string;
}

const en: PayTexts = {
  title: 'Payment',
  testNotice: 'Test payment – no real money',
  payTo: 'You are paying for',
  quantity: (count) => `Quantity ${count}`,
  total: 'Total due',
  cardHeading: 'Pay with a card',
  cardNumber: 'Card number',
  expiry: 'Expiry',
  expiryHint: 'MM / YY',
  cvc: 'CVC',
  cvcHint: '3 digits',
  timeLeft: 'Time left',
  pay: 'Pay',
  cancel: 'Cancel payment',
  testCardsHeading: 'Test cards',
  testCards: [
    ['4242 4242 4242 4242', 'pays'],
    ['4000 0000 0000 0002', 'is declined'],
    ['4000 0000 0000 9995', 'has insufficient funds'],
  ],
  testCardsHint: 'Any expiry date in the future and any CVC will do. Never enter a real card.',
  problems: {
    'number-incomplete': 'Your card number is incomplete.',
    'number-invalid': 'Your card number is invalid.',
    'expiry-incomplete': "Your card's expiration date is incomplete. Write it as MM / YY.",
    'expiry-past': "Your card's expiration date is in the past.",
    'cvc-incomplete': "Your card's security code is incomplete.",
  },
  declines: {
    generic_decline: 'Your card was declined.',
    insufficient_funds: 'Your card has insufficient funds.',
    expired_card: 'Your card has expired.',
    incorrect_cvc: "Your card's security code is incorrect.",
    processing_error: 'An error occurred while processing your card. Try again in a little bit.',
    test_mode_live_card: 'Your card was declined: only test cards work here.',
  },
  tryAgain: 'Nothing was charged. You can try again with another card.',
  expiredHeading: 'This payment page has expired',
  expiredText: 'Nothing was charged. Go back and start again to get a new payment page.',
  unknownHeading: 'There is no such payment page',
  unknownText: 'The address may be incomplete. Nothing was charged.',
  back: 'Go back',
};

const de: PayTexts = {
  title: 'Zahlung',
  testNotice: 'Testzahlung – kein echtes Geld',
  payTo: 'Sie bezahlen',
  quantity: (count) => `Menge ${count}`,
  total: 'Gesamtbetrag',
  cardHeading: 'Mit Karte bezahlen',
  cardNumber: 'Kartennummer',
  expiry: 'Ablaufdatum',
  expiryHint: 'MM / JJ',
  cvc: 'CVC',
  cvcHint: '3 Ziffern',
  timeLeft: 'Verbleibende Zeit',
  pay: 'Bezahlen',
  cancel: 'Zahlung abbrechen',
  testCardsHeading: 'Testkarten',
  testCards: [
    ['4242 4242 4242 4242', 'bezahlt'],
    ['4000 0000 0000 0002', 'wird abgelehnt'],
    ['4000 0000 0000 9995', 'ist nicht gedeckt'],
  ],
  testCardsHint: 'Jedes künftige Ablaufdatum und jede CVC funktionieren. Geben Sie nie eine echte Karte ein.',
  problems: {
    'number-incomplete': 'Ihre Kartennummer ist unvollständig.',
    'number-invalid': 'Ihre Kartennummer ist ungültig.',
    'expiry-incomplete': 'Das Ablaufdatum Ihrer Karte ist unvollständig. Schreiben Sie es als MM / JJ.',
    'expiry-past': 'Das Ablaufdatum Ihrer Karte liegt in der Vergangenheit.',
    'cvc-incomplete': 'Der Sicherheitscode Ihrer Karte ist unvollständig.',
  },
  declines: {
    generic_decline: 'Ihre Karte wurde abgelehnt.',
    insufficient_funds: 'Ihre Karte ist nicht ausreichend gedeckt.',
    expired_card: 'Ihre Karte ist abgelaufen.',
    incorrect_cvc: 'Der Sicherheitscode Ihrer Karte ist falsch.',
    processing_error:
      'Bei der Verarbeitung Ihrer Karte ist ein Fehler aufgetreten. Versuchen Sie es gleich noch einmal.',
    test_mode_live_card: 'Ihre Karte wurde abgelehnt: Hier funktionieren nur Testkarten.',
  },
  tryAgain: 'Es wurde nichts abgebucht. Sie können es mit einer anderen Karte noch einmal versuchen.',
  expiredHeading: 'Diese Zahlungsseite ist abgelaufen',
  expiredText:
    'Es wurde nichts abgebucht. Gehen Sie zurück und beginnen Sie neu, um eine neue Zahlungsseite zu erhalten.',
  unknownHeading: 'Diese Zahlungsseite gibt es nicht',
  unknownText: 'Vielleicht ist die Adresse unvollständig. Es wurde nichts abgebucht.',
  back: 'Zurück',
};

export const PAY_TEXTS = { en, de } as const;

export type PayLanguage = keyof typeof PAY_TEXTS;

/**
 * The language of the page: the session's locale, or the browser's when the session leaves it open; English when
 * neither is spoken here.
 */
export function payLanguage(sessionLocale: string | null, acceptLanguage: string | undefined): PayLanguage {
  if (sessionLocale !== null && sessionLocale !== 'auto') return sessionLocale.startsWith('de') ? 'de' : 'en';
  const preferred = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', weight] = part.trim().split(/\s*;\s*q=/);
      return { language: tag.toLowerCase().split('-')[0], weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ language, weight }) => (language === 'de' || language === 'en') && weight > 0)
    .sort((a, b) => b.weight - a.weight)[0];
  return preferred?.language === 'de' ? 'de' : 'en';
}

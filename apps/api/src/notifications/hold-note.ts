import type { Locale } from '@greenroom/contracts';
import { languageTagOf, LetterTimeFormat } from '@greenroom/domain';
import { translate } from './translations/translate.ts';

/** What the payment page says about the slot that is being paid, for example `Kept for you until 10:42 CET.` */
export const holdNote = (until: Date, locale: Locale, timeZone: string): string =>
  translate(locale, 'checkout.kept-until', {
    time: new LetterTimeFormat(languageTagOf(locale), timeZone).moment(until),
  });

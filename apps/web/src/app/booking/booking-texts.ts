import { provideTexts } from '../platform/translations';

/** Texts of booking: for its pages, and for the hold that pages of other domains show. */
export const bookingTexts = provideTexts('booking', {
  en: () => import('./i18n/en.json'),
  de: () => import('./i18n/de.json'),
});

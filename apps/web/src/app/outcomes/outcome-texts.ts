import { provideTexts } from '../platform/translations';

/** Texts of what a session was: the receipt, objections, and the administrator's word. */
export const outcomeTexts = provideTexts('outcome', {
  en: () => import('./i18n/en.json'),
  de: () => import('./i18n/de.json'),
});

import { provideTexts } from '../platform/translations';

/** Texts of cancelling and of choosing another time, for every page that offers it. */
export const changeTexts = provideTexts('changes', {
  en: () => import('./i18n/en.json'),
  de: () => import('./i18n/de.json'),
});

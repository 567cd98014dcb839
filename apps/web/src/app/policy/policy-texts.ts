import { provideTexts } from '../platform/translations';

/** Texts of what was agreed about changes and absences, and of why money goes back. */
export const policyTexts = provideTexts('policy', {
  en: () => import('./i18n/en.json'),
  de: () => import('./i18n/de.json'),
});

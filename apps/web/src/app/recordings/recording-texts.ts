import { provideTexts } from '../platform/translations';

/** Texts of what was recorded of an interview. */
export const recordingTexts = provideTexts('recordings', {
  en: () => import('./i18n/en.json'),
  de: () => import('./i18n/de.json'),
});

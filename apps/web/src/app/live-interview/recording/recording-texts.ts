import { provideTexts } from '../../platform/translations';

/** Texts of recording in the room, which come where it can be recorded. */
export const recordingTexts = provideTexts('recording', {
  en: () => import('./i18n/en.json'),
  de: () => import('./i18n/de.json'),
});

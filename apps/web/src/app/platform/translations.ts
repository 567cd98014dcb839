import {
  type EnvironmentProviders,
  inject,
  Injectable,
  isDevMode,
  provideAppInitializer,
  type Provider,
} from '@angular/core';
import { type Locale, locales } from '@greenroom/contracts';
import {
  provideTransloco,
  provideTranslocoScope,
  type Translation,
  type TranslocoLoader,
} from '@jsverse/transloco';
import { Language } from './language';

/** Texts of one domain in every language, loaded when the domain's first page opens. */
export type Texts = Record<Locale, () => Promise<{ default: Translation }>>;

const shell: Texts = {
  en: () => import('./i18n/en.json'),
  de: () => import('./i18n/de.json'),
};

@Injectable({ providedIn: 'root' })
class ShellTexts implements TranslocoLoader {
  async getTranslation(language: string): Promise<Translation> {
    return (await shell[language as Locale]()).default;
  }
}

/** The translation layer with the texts of the shell. */
export function provideTranslations(): (Provider | EnvironmentProviders)[] {
  return [
    provideTransloco({
      config: {
        availableLangs: [...locales],
        defaultLang: 'en',
        fallbackLang: 'en',
        reRenderOnLangChange: true,
        prodMode: !isDevMode(),
      },
      loader: ShellTexts,
    }),
    provideAppInitializer(() => inject(Language).start()),
  ];
}

/** For the routes of a domain: its keys are `<scope>.…`. */
export function provideTexts(scope: string, texts: Texts): Provider[] {
  return provideTranslocoScope({ scope, alias: scope, loader: texts });
}

import { computed, DOCUMENT, effect, inject, Injectable, signal } from '@angular/core';
import { type Locale, locales } from '@greenroom/contracts';
import { TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { deviceStorage } from './browser-storage';

const isLocale = (value: string | null | undefined): value is Locale =>
  locales.some((locale) => locale === value);

/** The first language of the browser that the portal speaks. */
function browserLocale(languages: readonly string[]): Locale {
  for (const language of languages) {
    const base = language.split('-')[0];
    if (isLocale(base)) return base;
  }
  return 'en';
}

/** Which language the portal speaks: the person's choice on this device, else of their account, else the browser's. */
@Injectable({ providedIn: 'root' })
export class Language {
  private readonly transloco = inject(TranslocoService);
  private readonly document = inject(DOCUMENT);
  private readonly languages = this.document.defaultView?.navigator.languages ?? [];

  readonly available = locales;
  private readonly current = signal<Locale>(this.initial());
  readonly locale = this.current.asReadonly();

  /** The locale with the browser's region, for example `en-GB`: dates and numbers as the person writes them. */
  readonly regional = computed(() => {
    const locale = this.locale();
    return this.languages.find((language) => language.split('-')[0] === locale) ?? locale;
  });

  constructor() {
    effect(() => this.document.documentElement.setAttribute('lang', this.locale()));
  }

  /** Loads the texts that every page needs; the application starts after it. */
  async start(): Promise<void> {
    await this.activate(this.current());
  }

  /** The person chose: kept on this device. */
  async choose(locale: Locale): Promise<void> {
    deviceStorage.write('locale', locale);
    await this.activate(locale);
  }

  /** What the account says, unless the person chose otherwise on this device. */
  async prefer(locale: Locale | null): Promise<void> {
    if (locale && !isLocale(deviceStorage.read('locale'))) await this.activate(locale);
  }

  /** Whoever uses this device next has not chosen. What the page speaks stays until their account says otherwise. */
  forget(): void {
    deviceStorage.remove('locale');
  }

  private async activate(locale: Locale): Promise<void> {
    await firstValueFrom(this.transloco.load(locale));
    this.transloco.setActiveLang(locale);
    this.current.set(locale);
  }

  private initial(): Locale {
    const chosen = deviceStorage.read('locale');
    return isLocale(chosen) ? chosen : browserLocale(this.languages);
  }
}

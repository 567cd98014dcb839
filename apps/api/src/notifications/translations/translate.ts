import { type Locale, localeSchema } from '@greenroom/contracts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Name of a text. A language without one of them does not compile. */
export type TextKey = keyof typeof en;

export type TextParameters = Readonly<Record<string, string>>;

const languages: Record<Locale, Record<TextKey, string>> = { en, de };

export const isTextKey = (key: string): key is TextKey => Object.hasOwn(en, key);

/** The language to write to somebody in: theirs, or English where we do not have it. */
export const readerLocale = (locale: string): Locale => localeSchema.safeParse(locale).data ?? 'en';

/**
 * A text in a reader's language with its `{parameters}` filled in. Values are put in as they are: what shows the text escapes it.
 *
 * @throws Error for a parameter that was not given: a mistake in a template.
 */
export function translate(locale: Locale, key: TextKey, parameters: TextParameters = {}): string {
  return languages[locale][key].replace(/\{([a-zA-Z]+)\}/g, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new Error(`The text "${key}" needs the parameter "${name}"`);
    return value;
  });
}

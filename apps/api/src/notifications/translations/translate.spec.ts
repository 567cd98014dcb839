import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  experienceLevels,
  focusAreas,
  interviewStatuses,
  locales,
  messageAudiences,
  refundReasonSchema,
  refundRules,
} from '@greenroom/contracts';
import { describe, expect, it } from '@jest/globals';
import { templates } from '../templates/index.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { isTextKey, readerLocale, type TextKey, translate } from './translate.ts';

const keys = Object.keys(en) as TextKey[];
const parametersOf = (text: string): string[] => (text.match(/\{[a-zA-Z]+\}/g) ?? []).sort();

describe('texts', () => {
  it.each(keys)('%s is there in every language, with the same parameters', (key) => {
    expect(de[key].trim()).not.toBe('');
    expect(new Set(parametersOf(de[key]))).toEqual(new Set(parametersOf(en[key])));
  });

  it('are there for every template, level and focus, and none is left over', () => {
    const built = [
      ...templates.flatMap(({ facts }) => facts.map((fact) => `fact.${fact}`)),
      ...interviewStatuses.map((status) => `status.${status}`),
      ...experienceLevels.map((level) => `level.${level}`),
      ...focusAreas.map((focus) => `focus.${focus}`),
      ...messageAudiences.map((audience) => `mail.why-${audience}`),
      ...[...refundReasonSchema.options, ...refundRules, 'other'].map((reason) => `refund.reason.${reason}`),
    ];
    expect(built.filter((key) => !isTextKey(key))).toEqual([]);
    const folder = join(import.meta.dirname, '..');
    const sources = readdirSync(folder)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n');
    expect(keys.filter((key) => !built.includes(key) && !sources.includes(`'${key}'`))).toEqual([]);
  });

  it('are filled in as they are, once', () => {
    expect(translate('en', 'mail.greeting', { name: '{brand} $& <b>' })).toBe('Hello {brand} $& <b>,');
    expect(() => translate('en', 'mail.greeting')).toThrow('needs the parameter "name"');
  });

  it('are English for a language that we do not have', () => {
    expect(locales.map((locale) => readerLocale(locale))).toEqual(locales);
    expect(['fr', '', 'DE'].map(readerLocale)).toEqual(['en', 'en', 'en']);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  absentSchema,
  adminTaskKindSchema,
  conditionOperators,
  errorCodeSchema,
  experienceLevels,
  focusAreas,
  interviewStatuses,
  ledgerEntrySchema,
  messageReasons,
  messageStatuses,
  messageTemplates,
  plainStoryEvents,
  refundReasonSchema,
  sessionVerdicts,
  stepReasons,
  stepStatusSchema,
  transitionCauses,
  webhookDeliveryStatuses,
  webhookFailures,
} from '@greenroom/contracts';
import { workflowFields } from '@greenroom/domain';

const APP = path.join(import.meta.dirname);

type Texts = { readonly [key: string]: string | Texts };

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

const files = filesBelow(APP);
const sources = files
  .filter((file) => /\.(ts|html)$/.test(file) && !file.endsWith('.spec.ts'))
  .map((file) => ({ file: path.relative(APP, file), text: readFileSync(file, 'utf8') }));

const flatten = (texts: Texts, prefix: string): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) => {
    const name = prefix ? `${prefix}.${key}` : key;
    return typeof value === 'string' ? [[name, value] as [string, string]] : flatten(value, name);
  });

/** The keys of a domain begin with its scope, as its routes name it; those of the shell have none. */
function scopeOf(folder: string): string {
  if (path.basename(folder) === 'platform') return '';
  const named = sources
    .filter(({ file }) => path.dirname(path.join(APP, file)) === folder)
    .map(({ text }) => /provideTexts\(\s*'([^']+)'/.exec(text)?.[1])
    .find((scope) => scope !== undefined);
  return named ?? path.basename(folder);
}

const textsOf = (locale: string): Map<string, string> =>
  new Map(
    files
      .filter((file) => file.endsWith(path.join('i18n', `${locale}.json`)))
      .flatMap((file) => {
        const texts = JSON.parse(readFileSync(file, 'utf8')) as Texts;
        return flatten(texts, scopeOf(path.dirname(path.dirname(file))));
      }),
  );

const english = textsOf('en');
const german = textsOf('de');

/** Keys written out, as in `t('booking.book')` or a route's title. */
const written = new Set<string>();
/** Beginnings of keys that are put together, as in `t('errors.' + code)` or `tell(`errors.${code}`)`. */
const beginnings = new Set<string>();
for (const { text } of sources) {
  for (const [, key] of text.matchAll(/['"`]([a-z][\w-]*(?:\.[\w-]+)+)['"`]/gi)) if (key) written.add(key);
  for (const [, beginning] of text.matchAll(/['"]([a-z][\w-]*\.[\w.-]*[.-])['"]\s*\+/gi)) {
    if (beginning) beginnings.add(beginning);
  }
  for (const [, beginning] of text.matchAll(/`([a-z][\w-]*\.[\w.-]*)\$\{/gi))
    if (beginning) beginnings.add(beginning);
}

/** What the sources say in one place of a pattern, each once. */
const said = (pattern: RegExp): string[] => [
  ...new Set(sources.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, found = '']) => found))),
];

// Parts that several pages share are told where their texts stand, and put the key together: `t(texts() + '.loading')`.
for (const place of said(/\stexts="([a-z][\w.-]*)"/g)) {
  for (const end of said(/\btexts\(\)(?: \+ '|\})\.([\w-]+)['`]/g)) written.add(`${place}.${end}`);
  for (const end of said(/\btexts\(\) \+ '\.' \+ (\w+)\(\)/g)) beginnings.add(`${place}.${end}`);
}

/** Keys that are surely meant as such: arguments of the translating functions, and titles. */
const asked = sources.flatMap(({ file, text }) =>
  [...text.matchAll(/(?:\b(?:t|tell|translate)\(\s*|\btitle: )'([\w-]+(?:\.[\w-]+)+)'(?!\s*\+)/g)].map(
    ([, key = '']) => ({ file, key }),
  ),
);

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name).sort();

describe('translations', () => {
  it('exist for every key that the pages ask for', () => {
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter(({ key }) => !english.has(key))).toEqual([]);
  });

  it('have the same keys in every language', () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('are not empty, and have the same placeholders in every language', () => {
    for (const [key, text] of english) {
      expect([key, text.trim()]).not.toEqual([key, '']);
      expect([key, placeholders(german.get(key) ?? '')]).toEqual([key, placeholders(text)]);
    }
  });

  it('are all used', () => {
    const unused = [...english.keys()].filter(
      (key) => !written.has(key) && ![...beginnings].some((beginning) => key.startsWith(beginning)),
    );
    expect(unused).toEqual([]);
  });

  it.each([
    ['errors', errorCodeSchema.options],
    ['interview.status', interviewStatuses],
    ['interview.level', experienceLevels],
    ['interview.focus', focusAreas],
    ['policy.refund-reason', refundReasonSchema.options],
    ['interviews.missed', absentSchema.options],
    ['admin.timeline.money', ledgerEntrySchema.shape.kind.options],
    ['admin.timeline.ledger-reason', refundReasonSchema.options],
    ['admin.timeline.cause', transitionCauses],
    ['admin.timeline.message', messageStatuses],
    ['admin.timeline.message-reason', messageReasons],
    ['admin.task.kind', adminTaskKindSchema.options],
    ['admin.timeline.event', plainStoryEvents.map((type) => type.replace('.', '-'))],
    ['admin.workflow-words.option', sessionVerdicts],
    ['admin.deliveries.status', webhookDeliveryStatuses],
    ['admin.deliveries.failure', webhookFailures],
    ['admin.workflow-words.field', workflowFields.map(({ name }) => name)],
    ['admin.workflow-words.operator', conditionOperators],
    ['admin.workflow-words.option', workflowFields.flatMap(({ options }) => options)],
    ['admin.workflow-words.option', messageTemplates],
    ['admin.workflow-words.reason', stepReasons],
    ['admin.workflow-words.status', stepStatusSchema.options],
  ])('name every value of %s', (prefix, values) => {
    expect(values.filter((value) => !english.has(`${prefix}.${value}`))).toEqual([]);
  });
});

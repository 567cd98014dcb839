import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ledgerReasonKey, messageReasonKey, moveReasonKey } from './reasons';

const texts = (locale: string): unknown =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, `../i18n/${locale}.json`), 'utf8'));

/** The words for a key of the administration. */
const words = (locale: string, key: string): unknown =>
  key
    .split('.')
    .slice(1)
    .reduce<unknown>((place, name) => (place as Record<string, unknown>)[name], texts(locale));

describe('why something happened', () => {
  it.each([
    [moveReasonKey, 'Paid', 'Bezahlt'],
    [moveReasonKey, 'Ended by the candidate', 'Vom Kandidaten oder der Kandidatin beendet'],
    [moveReasonKey, 'Cancelled by the interviewer', 'Von der interviewenden Person abgesagt'],
    [messageReasonKey, 'The interview is cancelled.', 'Das Interview ist abgesagt.'],
    [ledgerReasonKey, 'slot-taken', 'Der Termin war inzwischen vergeben'],
  ])('has words in the language of the page (%#)', (keyOf, reason, german) => {
    expect(words('de', keyOf(reason) ?? '')).toBe(german);
  });

  it('is quoted where nobody here wrote it, as the answer of a mail server', () => {
    expect(messageReasonKey('550 5.1.1 no such user')).toBeNull();
    expect(moveReasonKey('constructor')).toBeNull();
    expect(ledgerReasonKey('goodwill')).toBeNull();
  });
});

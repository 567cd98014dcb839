import { describe, expect, it } from '@jest/globals';
import { timeAhead } from './time-ahead';

const now = Date.parse('2026-11-22T10:00:00.000Z');

describe('how long it is until something', () => {
  it.each([
    ['2026-11-22T10:05:20.000Z', 'in 5 minutes', 'in 5 Minuten'],
    ['2026-11-22T13:10:00.000Z', 'in 3 hours', 'in 3 Stunden'],
    ['2026-11-23T11:00:00.000Z', 'in 25 hours', 'in 25 Stunden'],
    ['2026-11-24T11:00:00.000Z', 'in 2 days', 'in 2 Tagen'],
    ['2026-11-22T09:59:00.000Z', 'in 0 minutes', 'in 0 Minuten'],
  ])('is told in whole units: %s', (instant, english, german) => {
    expect(timeAhead('en-GB', instant, now)).toBe(english);
    expect(timeAhead('de', instant, now)).toBe(german);
  });
});

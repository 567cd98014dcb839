import { describe, expect, it } from '@jest/globals';
import type { Locale } from '@greenroom/contracts';
import { languageTagOf, LetterTimeFormat } from './time-format.ts';

const span = (locale: Locale, timeZone: string, from: string, to: string): string =>
  new LetterTimeFormat(languageTagOf(locale), timeZone).span(new Date(from), new Date(to));

describe('a span of time', () => {
  it('is written in the reader’s language and zone', () => {
    expect(span('en', 'Europe/Berlin', '2026-11-24T14:00:00Z', '2026-11-24T14:45:00Z')).toBe(
      'Tuesday, 24 November 2026, 15:00–15:45 (Europe/Berlin)',
    );
    expect(span('de', 'Europe/Berlin', '2026-11-24T14:00:00Z', '2026-11-24T14:45:00Z')).toBe(
      'Dienstag, 24. November 2026, 15:00–15:45 Uhr (Europe/Berlin)',
    );
    expect(span('en', 'Asia/Kolkata', '2026-11-24T14:00:00Z', '2026-11-24T14:45:00Z')).toBe(
      'Tuesday, 24 November 2026, 19:30–20:15 (Asia/Kolkata)',
    );
  });

  it('names both days when it goes over midnight there', () => {
    expect(span('en', 'Pacific/Auckland', '2026-11-24T10:30:00Z', '2026-11-24T11:15:00Z')).toBe(
      'Tuesday, 24 November 2026, 23:30 – Wednesday, 25 November 2026, 00:15 (Pacific/Auckland)',
    );
  });

  it('goes with the clock where it is put forward and back', () => {
    expect(span('en', 'Europe/Berlin', '2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z')).toContain(
      '01:30–03:30',
    );
    expect(span('en', 'Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z')).toContain(
      '02:30–02:30',
    );
  });

  it('writes midnight as 00:00', () => {
    expect(span('en', 'UTC', '2026-11-24T00:00:00Z', '2026-11-24T00:45:00Z')).toContain('00:00–00:45');
  });
});

describe('how far away an instant is', () => {
  const fromNow = (languageTag: string, minutes: number): string => {
    const now = new Date('2026-11-24T14:00:00Z');
    return new LetterTimeFormat(languageTag, 'UTC').fromNow(new Date(now.getTime() + minutes * 60_000), now);
  };

  it('is told in minutes, then in hours, then in days', () => {
    expect(fromNow('en-GB', 10)).toBe('in 10 minutes');
    expect(fromNow('en-GB', 60)).toBe('in 1 hour');
    expect(fromNow('en-GB', 90)).toBe('in 90 minutes');
    expect(fromNow('en-GB', 24 * 60)).toBe('in 24 hours');
    expect(fromNow('en-GB', 3 * 24 * 60)).toBe('in 3 days');
    expect(fromNow('de-DE', 3 * 24 * 60)).toBe('in 3 Tagen');
  });

  it('is told as people would when a message comes some seconds late', () => {
    expect(fromNow('en-GB', 24 * 60 - 0.4)).toBe('in 24 hours');
    expect(fromNow('en-GB', 9.6)).toBe('in 10 minutes');
    expect(fromNow('en-GB', -3)).toBe('in 0 minutes');
  });
});

describe('a moment of today', () => {
  it('names the zone of its reader', () => {
    const moment = (languageTag: string, timeZone: string) =>
      new LetterTimeFormat(languageTag, timeZone).moment(new Date('2026-11-24T09:42:00Z'));
    expect(moment('en-GB', 'Europe/Berlin')).toBe('10:42 CET');
    expect(moment('de-DE', 'Europe/Berlin')).toBe('10:42 MEZ');
    expect(moment('en-GB', 'America/New_York')).toBe('04:42 GMT-5');
  });
});

import { describe, expect, it } from '@jest/globals';
import { TimeFormatter } from './time-formatter.ts';

const span = (locale: 'en' | 'de', timeZone: string, from: string, to: string): string =>
  new TimeFormatter(locale, timeZone).span(new Date(from), new Date(to));

describe('a moment of today', () => {
  it('names the zone of its reader', () => {
    const at = new Date('2026-11-24T09:42:00Z');
    expect(new TimeFormatter('en', 'Europe/Berlin').moment(at)).toBe('10:42 CET');
    expect(new TimeFormatter('de', 'Europe/Berlin').moment(at)).toBe('10:42 MEZ');
    expect(new TimeFormatter('en', 'America/New_York').moment(at)).toBe('04:42 GMT-5');
  });
});

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

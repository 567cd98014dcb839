import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Formatter } from './formatter';
import { Language } from './language';
import { TimeZone } from './time-zone';

/** Intl writes narrow and no-break spaces, which read the same. */
const plain = (text: string) => text.replace(/[\u00a0\u202f\u2009]/g, ' ');

describe('Formatter', () => {
  const regional = signal('en-GB');
  const zone = signal('Europe/Berlin');
  let format: Formatter;

  beforeEach(() => {
    regional.set('en-GB');
    zone.set('Europe/Berlin');
    TestBed.configureTestingModule({
      providers: [
        { provide: Language, useValue: { regional } },
        { provide: TimeZone, useValue: { zone } },
      ],
    });
    format = TestBed.inject(Formatter);
  });

  it("says dates and times in the person's zone, and names the zone", () => {
    expect(plain(format.dateTime('2026-07-01T22:30:00Z'))).toBe('Thursday, 2 July 2026 at 00:30 CEST');
  });

  it('follows the daylight-saving time of the zone', () => {
    expect(format.time('2026-10-25T00:30:00Z')).toBe('02:30');
    expect(format.time('2026-10-25T01:30:00Z')).toBe('02:30');
  });

  it('writes a time of day the same alone, in a range and within a date', () => {
    for (const [locale, time] of [
      ['en-GB', '02:05'],
      ['de-DE', '02:05'],
      ['en-US', '2:05'],
    ] as const) {
      regional.set(locale);
      expect(format.time('2026-07-02T00:05:00Z')).toContain(time);
      expect(format.timeRange('2026-07-02T00:05:00Z', '2026-07-02T01:00:00Z')).toMatch(RegExp(`^${time}`));
      expect(plain(format.shortDateTime('2026-07-02T00:05:00Z'))).toContain(` ${time}`);
    }
  });

  it('says the same instant in another zone when asked', () => {
    expect(format.calendarDate('2026-11-23T02:00:00Z', 'America/New_York')).toBe('2026-11-22');
  });

  it('writes in the language of the person', () => {
    regional.set('de-DE');
    expect(plain(format.money({ amountMinor: 4950, currency: 'EUR' }))).toBe('49,50 €');
    expect(format.duration(3900)).toBe('1 Stunde 5 Minuten');
  });

  it('writes an amount as mails and the payment page do, with the minor units that its currency has', () => {
    expect(format.money({ amountMinor: 4900, currency: 'EUR' })).toBe('€49.00');
    expect(format.money({ amountMinor: 4900, currency: 'JPY' })).toBe('JP¥4,900');
  });

  it('counts down in minutes and seconds, then in hours, then in days', () => {
    expect(format.countdown(581)).toBe('09:41');
    expect(format.countdown(0.2)).toBe('00:01');
    expect(format.countdown(-5)).toBe('00:00');
    expect(format.countdown(3600)).toBe('1 hour');
    expect(format.countdown(2 * 86400 + 4 * 3600)).toBe('2 days 4 hours');
  });
});

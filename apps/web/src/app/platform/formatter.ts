import { inject, Injectable } from '@angular/core';
import type { Money } from '@greenroom/contracts';
import { formatMoney, TimeFormat } from '@greenroom/domain';
import { Language } from './language';
import { TimeZone } from './time-zone';

type Instant = string | number;

const remembered = <T>(make: (key: string) => T): ((key: string) => T) => {
  const made = new Map<string, T>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(key);
    made.set(key, fresh);
    return fresh;
  };
};

/**
 * Every date, time, amount and duration that the portal shows, in the person's language and zone; dates and times are written by the same
 * `TimeFormat` as in mails. Used in
 * templates as `format.time(…)`: it reads signals, so a change of language or zone renews the page.
 *
 * Instants are ISO 8601 UTC or milliseconds since the epoch; `zone` is an IANA name and defaults to the person's own.
 */
@Injectable({ providedIn: 'root' })
export class Formatter {
  private readonly language = inject(Language);
  private readonly timeZone = inject(TimeZone);

  private readonly timeFormat = remembered((key) => {
    const [languageTag, zone] = JSON.parse(key) as [string, string];
    return new TimeFormat(languageTag, zone);
  });
  private readonly dateFormat = remembered((key) => {
    const [languageTag, options] = JSON.parse(key) as [string, Intl.DateTimeFormatOptions];
    return new Intl.DateTimeFormat(languageTag, options);
  });
  private readonly numberFormat = remembered((key) => {
    const [locale, options] = JSON.parse(key) as [string, Intl.NumberFormatOptions];
    return new Intl.NumberFormat(locale, options);
  });

  /** "Wednesday, 25 November 2026" */
  date(instant: Instant, zone?: string): string {
    return this.times(zone).date(new Date(instant));
  }

  /** "Wed, 25 Nov" */
  shortDate(instant: Instant, zone?: string): string {
    return this.times(zone).shortDate(new Date(instant));
  }

  /** "10:30" */
  time(instant: Instant, zone?: string): string {
    return this.times(zone).time(new Date(instant));
  }

  /** "10:04 – 10:47" */
  timeSpan(from: Instant, to: Instant, zone?: string): string {
    return `${this.time(from, zone)} – ${this.time(to, zone)}`;
  }

  /** "10:30 – 11:15 CET" */
  timeRange(from: Instant, to: Instant, zone?: string): string {
    return this.times(zone).timeRange(new Date(from), new Date(to));
  }

  /** "Wednesday, 25 November 2026 at 10:30 CET": the zone is always part of it. */
  dateTime(instant: Instant, zone?: string): string {
    return this.times(zone).dateTime(new Date(instant));
  }

  /** "Wed, 25 Nov, 10:30 CET" */
  shortDateTime(instant: Instant, zone?: string): string {
    return this.times(zone).shortDateTime(new Date(instant));
  }

  /** The calendar date in the zone as `2026-11-25`: for grouping, not for showing. */
  calendarDate(instant: Instant, zone?: string): string {
    const options = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
    // Swedish writes dates as ISO 8601 does.
    const key = JSON.stringify(['sv', { ...options, timeZone: zone ?? this.timeZone.zone() }]);
    return this.dateFormat(key).format(new Date(instant));
  }

  /** Parts of a calendar date (`2026-11-25`), which has no zone: weekday "Wed", day "25", month "Nov". */
  calendarParts(date: string): { weekday: string; day: string; month: string; full: string } {
    const noon = new Date(`${date}T12:00:00Z`);
    const part = (options: Intl.DateTimeFormatOptions) =>
      this.dateFormat(JSON.stringify([this.language.regional(), { ...options, timeZone: 'UTC' }])).format(
        noon,
      );
    return {
      weekday: part({ weekday: 'short' }),
      day: part({ day: 'numeric' }),
      month: part({ month: 'short' }),
      full: part({ weekday: 'long', day: 'numeric', month: 'long' }),
    };
  }

  /** "Europe/Berlin (GMT+1)" with readable spaces. */
  zoneName(zone: string, at: Instant): string {
    return this.times(zone).zoneName(new Date(at));
  }

  /** "€49.00", as mails and the payment page write it. */
  money(money: Money): string {
    return formatMoney(money, this.language.regional());
  }

  /** "1 hour 5 minutes"; less than a minute is "30 seconds". */
  duration(seconds: number): string {
    const whole = Math.max(0, Math.round(seconds));
    if (whole < 60) return this.unit(whole, 'second');
    const minutes = Math.round(whole / 60);
    const hours = Math.floor(minutes / 60);
    const rest = minutes % 60;
    if (hours === 0) return this.unit(minutes, 'minute');
    return rest === 0 ? this.unit(hours, 'hour') : `${this.unit(hours, 'hour')} ${this.unit(rest, 'minute')}`;
  }

  /** "24 hours" */
  hours(hours: number): string {
    return this.unit(hours, 'hour');
  }

  /** "50%" */
  percent(percent: number): string {
    return this.numbers({ style: 'percent' }).format(percent / 100);
  }

  /** What is left: "09:41", from an hour on "3 hours 20 minutes", from a day on "2 days 4 hours". */
  countdown(seconds: number): string {
    const whole = Math.max(0, Math.ceil(seconds));
    if (whole < 3600) {
      const pad = (value: number) => String(value).padStart(2, '0');
      return `${pad(Math.floor(whole / 60))}:${pad(whole % 60)}`;
    }
    const hours = Math.floor(whole / 3600);
    if (hours < 24) return this.duration(whole);
    const days = this.unit(Math.floor(hours / 24), 'day');
    return hours % 24 === 0 ? days : `${days} ${this.unit(hours % 24, 'hour')}`;
  }

  private unit(value: number, unit: string): string {
    return this.numbers({ style: 'unit', unit, unitDisplay: 'long' }).format(value);
  }

  private numbers(options: Intl.NumberFormatOptions): Intl.NumberFormat {
    return this.numberFormat(JSON.stringify([this.language.regional(), options]));
  }

  private times(zone = this.timeZone.zone()): TimeFormat {
    return this.timeFormat(JSON.stringify([this.language.regional(), zone]));
  }
}

import type { Locale } from '@greenroom/contracts';

/** English as it is written in most of the world: day before month, 24 hours. */
const languageTags: Record<Locale, string> = { en: 'en-GB', de: 'de-DE' };

/** What follows a time of day. */
const clockWords: Record<Locale, string> = { en: '', de: ' Uhr' };

/** Writes instants for one reader, in their language and time zone. Every time in a mail comes from here. */
export class TimeFormatter {
  private readonly weekday: Intl.DateTimeFormat;
  private readonly date: Intl.DateTimeFormat;
  private readonly time: Intl.DateTimeFormat;
  private readonly moments: Intl.DateTimeFormat;

  /** @param timeZone IANA name. */
  constructor(
    private readonly locale: Locale,
    private readonly timeZone: string,
  ) {
    const format = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(languageTags[locale], { ...options, timeZone });
    this.weekday = format({ weekday: 'long' });
    this.date = format({ day: 'numeric', month: 'long', year: 'numeric' });
    const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    this.time = format(clock);
    this.moments = format({ ...clock, timeZoneName: 'short' });
  }

  /** `Tuesday, 24 November 2026` */
  day(at: Date): string {
    return `${this.weekday.format(at)}, ${this.date.format(at)}`;
  }

  /** `Tuesday, 24 November 2026, 15:00–15:45 (Europe/Berlin)`; a span over midnight names both days. */
  span(from: Date, to: Date): string {
    const end =
      this.day(from) === this.day(to) ? `–${this.clock(to)}` : ` – ${this.day(to)}, ${this.clock(to)}`;
    return `${this.day(from)}, ${this.clock(from)}${end}${clockWords[this.locale]} (${this.timeZone})`;
  }

  /** `15:00 CET`, where the day is today and the zone is named like on a clock. */
  moment(at: Date): string {
    return this.moments.format(at);
  }

  private clock(at: Date): string {
    return this.time.format(at);
  }
}

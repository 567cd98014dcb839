import type { Locale } from '@greenroom/contracts';

const FULL_DATE = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
const SHORT_DATE = { weekday: 'short', day: 'numeric', month: 'short' } as const;
/** Alone, hour and minute lose the leading zero that the same time has within a date: "09:30" and "9:30" on one page. */
const TIME_ALONE = { timeStyle: 'short' } as const;
const TIME_WITH_ZONE = { hour: 'numeric', minute: '2-digit', timeZoneName: 'short' } as const;
const FULL = { ...FULL_DATE, ...TIME_WITH_ZONE } as const;
const SHORT = { ...SHORT_DATE, ...TIME_WITH_ZONE } as const;
const ZONE_OFFSET = { timeZoneName: 'shortOffset' } as const;

/** How a locale is written where nothing is known of the reader's region: English as in most of the world, day first and 24 hours. */
const written: Record<Locale, string> = { en: 'en-GB', de: 'de-DE' };
export const languageTagOf = (locale: Locale): string => written[locale];

/**
 * Writes instants for one reader, in their language and time zone. Every time of a page, a mail or a text message comes from here, so that
 * the same instant reads the same everywhere.
 */
export class TimeFormat {
  protected readonly languageTag: string;
  protected readonly timeZone: string;
  private readonly formats = new Map<object, Intl.DateTimeFormat>();

  /**
   * @param languageTag BCP 47, with the region where it is known.
   * @param timeZone IANA name.
   */
  constructor(languageTag: string, timeZone: string) {
    this.languageTag = languageTag;
    this.timeZone = timeZone;
  }

  /** "Wednesday, 25 November 2026" */
  date(at: Date): string {
    return this.write(at, FULL_DATE);
  }

  /** "Wed, 25 Nov" */
  shortDate(at: Date): string {
    return this.write(at, SHORT_DATE);
  }

  /** "10:30" */
  time(at: Date): string {
    return this.write(at, TIME_ALONE);
  }

  /** "10:30 – 11:15 CET" */
  timeRange(from: Date, to: Date): string {
    return this.format(TIME_WITH_ZONE).formatRange(from, to);
  }

  /** "Wednesday, 25 November 2026 at 10:30 CET": the zone is always part of it. */
  dateTime(at: Date): string {
    return this.write(at, FULL);
  }

  /** "Wed, 25 Nov, 10:30 CET" */
  shortDateTime(at: Date): string {
    return this.write(at, SHORT);
  }

  /** "Europe/Berlin (GMT+1)" with readable spaces. */
  zoneName(at: Date): string {
    const parts = this.format(ZONE_OFFSET).formatToParts(at);
    const offset = parts.find((part) => part.type === 'timeZoneName')?.value;
    const name = this.timeZone.replaceAll('_', ' ');
    return offset && offset !== name ? `${name} (${offset})` : name;
  }

  protected write(at: Date, options: Intl.DateTimeFormatOptions): string {
    return this.format(options).format(at);
  }

  /** @param options one of the constants of this file: it is the key under which the format is kept. */
  private format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const known = this.formats.get(options);
    if (known) return known;
    const made = new Intl.DateTimeFormat(this.languageTag, { ...options, timeZone: this.timeZone });
    this.formats.set(options, made);
    return made;
  }
}

/** The same for letters and text messages, which stand for themselves: the zone by its name, and how far away a time is. */
export class LetterTimeFormat extends TimeFormat {
  /** "10:30 CET", where the day is clear. */
  moment(at: Date): string {
    return this.write(at, TIME_WITH_ZONE);
  }

  /** `Wednesday, 25 November 2026, 10:30–11:15 (Europe/Berlin)`; a span over midnight names both days. */
  span(from: Date, to: Date): string {
    const end =
      this.date(from) === this.date(to) ? `–${this.time(to)}` : ` – ${this.date(to)}, ${this.time(to)}`;
    return `${this.date(from)}, ${this.time(from)}${end}${this.clockWord()} (${this.timeZone})`;
  }

  /** "in 10 minutes", "in 1 hour", "in 90 minutes", "in 5 hours", "in 2 days". */
  fromNow(at: Date, now: Date): string {
    const words = new Intl.RelativeTimeFormat(this.languageTag, { numeric: 'always' });
    const minutes = Math.max(0, Math.round((at.getTime() - now.getTime()) / 60_000));
    if (minutes < 120 && minutes !== 60) return words.format(minutes, 'minute');
    const hours = Math.round(minutes / 60);
    return hours < 48 ? words.format(hours, 'hour') : words.format(Math.round(hours / 24), 'day');
  }

  /** What follows a time of day in the reader's language. */
  private clockWord(): string {
    return this.languageTag.startsWith('de') ? ' Uhr' : '';
  }
}

/** Times as the portal (in English of the United Kingdom) and its mails write them, made independently of them. */

const format = (zone: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });

/** `09:30`: the time of day in a zone, as the portal and its mails both write it. */
export function timeOfDay(instant: string, zone: string): string {
  return format(zone, { hour: '2-digit', minute: '2-digit' }).format(new Date(instant));
}

/** Day of the month and name of the month in a zone, as words that stand in any longer date: `25 November`. */
export function day(instant: string, zone: string): string {
  return format(zone, { day: 'numeric', month: 'long' }).format(new Date(instant));
}

/** UTC as in a calendar file (RFC 5545, 3.3.5): `20261125T143000Z`. */
export function calendarTime(instant: string): string {
  return `${new Date(instant).toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;
}

/** An instant so many minutes later, or earlier when negative. */
export function later(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) + minutes * 60_000).toISOString();
}

const MINUTE_MS = 60_000;

/** How long it is until then: "in 3 hours", "in 2 days", "in 0 minutes" for what is due. In whole units, from two days on in days. */
export function timeAhead(languageTag: string, instant: string, now: number): string {
  const minutes = Math.max(0, Math.round((Date.parse(instant) - now) / MINUTE_MS));
  const hours = Math.round(minutes / 60);
  const format = new Intl.RelativeTimeFormat(languageTag, { numeric: 'always' });
  if (minutes < 60) return format.format(minutes, 'minute');
  return hours < 48 ? format.format(hours, 'hour') : format.format(Math.round(hours / 24), 'day');
}

const MINUTE_MS = 60_000;

/**
 * What the clocks of a zone show at an instant, as `<input type="datetime-local">` writes it: `2026-11-25T10:30`.
 *
 * @param instant milliseconds since the epoch
 * @param zone IANA name
 */
export function localTimeOf(instant: number, zone: string): string {
  return new Date(instant + offsetAt(instant, zone)).toISOString().slice(0, 16);
}

/**
 * The instant at which the clocks of a zone show a local time. Of a time that they show twice, the first; a time that they skip is
 * moved on by what is skipped. Null for what is no time.
 *
 * @returns ISO 8601, UTC
 */
export function instantOfLocalTime(local: string, zone: string): string | null {
  const asUtc = Date.parse(`${local}Z`);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(local) || Number.isNaN(asUtc)) return null;
  // The offsets of half a day before and after are the only two that can be meant.
  const before = asUtc - offsetAt(asUtc - 720 * MINUTE_MS, zone);
  const after = asUtc - offsetAt(asUtc + 720 * MINUTE_MS, zone);
  const shown = [before, after].find((instant) => instant + offsetAt(instant, zone) === asUtc);
  return new Date(shown ?? before).toISOString();
}

/** How far the clocks of a zone are ahead of UTC, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(new Date(instant));
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return shown - Math.floor(instant / 1000) * 1000;
}

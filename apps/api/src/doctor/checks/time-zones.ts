import type pg from 'pg';
import { type Check, type Finding, ok, problem, warning } from '../check.ts';
import { withDatabase } from '../examination.ts';

/** Interviews so far back still matter to somebody. */
const RECENT = '30 days';
/** Both rule sets are compared at these days from now: over a year, so that every change of the clocks lies between two of them. */
const COMPARED_DAYS = [0, 60, 120, 180, 240, 300, 360];
const DAY_MS = 86_400_000;
const UPDATE = "Update Node's and PostgreSQL's time zone data (tzdata) together.";

export const timeZones: Check = {
  name: 'time-zones',
  title: 'Time zones',
  run: (examination) =>
    withDatabase(examination, async ({ pool }) => {
      const used = await zonesInUse(pool);
      const unknownHere = used.filter((zone) => offsetHere(zone, examination.clock.now()) === undefined);
      const { rows } = await pool.query<{ name: string }>(
        'SELECT name FROM pg_timezone_names WHERE name = ANY ($1)',
        [used],
      );
      const known = new Set(rows.map(({ name }) => name));
      const unknownThere = used.filter((zone) => !known.has(zone));
      const common = used.filter((zone) => known.has(zone) && !unknownHere.includes(zone));
      const different = await differing(pool, common, examination.clock.now());
      return judgeZones(used.length, { unknownHere, unknownThere, different });
    }),
};

async function zonesInUse(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ zone: string }>(
    `SELECT DISTINCT zone FROM (
       SELECT time_zone AS zone FROM interviewer
       UNION SELECT "timeZone" FROM "user" WHERE "timeZone" IS NOT NULL
       UNION SELECT candidate_time_zone FROM interview WHERE scheduled_at > now() - $1::interval) AS used
     ORDER BY zone`,
    [RECENT],
  );
  return rows.map(({ zone }) => zone);
}

/** Zones whose rules differ between the two somewhere in the next year. */
async function differing(pool: pg.Pool, zones: readonly string[], now: Date): Promise<string[]> {
  const instants = COMPARED_DAYS.map((days) => new Date(now.getTime() + days * DAY_MS));
  const { rows } = await pool.query<{ zone: string; at: Date; minutes: number }>(
    `SELECT zone, at, (extract(epoch FROM (at AT TIME ZONE zone) - (at AT TIME ZONE 'UTC')) / 60)::int AS minutes
     FROM unnest($1::text[]) AS zone, unnest($2::timestamptz[]) AS at`,
    [zones, instants.map((instant) => instant.toISOString())],
  );
  return [
    ...new Set(
      rows.filter(({ zone, at, minutes }) => offsetHere(zone, at) !== minutes).map(({ zone }) => zone),
    ),
  ];
}

/** Minutes by which a zone is ahead of UTC, as Node's own data say; undefined where they do not know it. */
export function offsetHere(timeZone: string, at: Date): number | undefined {
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
    const text = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = '0', minutes = '0'] = /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(text) ?? [];
    const ahead = Number(hours) * 60 + Number(minutes);
    return sign === '-' ? -ahead : ahead;
  } catch {
    return undefined;
  }
}

export function judgeZones(
  used: number,
  zones: Readonly<Record<'unknownHere' | 'unknownThere' | 'different', readonly string[]>>,
): Finding[] {
  const data = `Node has the rules of ${process.versions.tz ?? 'an unknown release'}`;
  const findings = [
    ...(zones.unknownHere.length === 0
      ? []
      : [problem(`${data}, which do not know ${zones.unknownHere.join(', ')}.`, UPDATE)]),
    ...(zones.unknownThere.length === 0
      ? []
      : [warning(`PostgreSQL does not know ${zones.unknownThere.join(', ')}.`, UPDATE)]),
    ...(zones.different.length === 0
      ? []
      : [problem(`Node and PostgreSQL disagree on the time of ${zones.different.join(', ')}.`, UPDATE)]),
  ];
  return findings.length > 0
    ? findings
    : [ok(`${data}; it agrees with PostgreSQL on all ${used} zones in use.`)];
}

import { HOLD_SECONDS } from '@greenroom/contracts';
import { type Availability, freeSlots, isFreeNow, mergeSlots } from '@greenroom/domain';
import { type Answer, type Call, REFUSED } from './routing.ts';

const MINUTE_MS = 60_000;

/** Around the range that is asked for: buffers, the longest interview and its hold (apps/api/src/availability). */
const BEFORE_MS = 120 * MINUTE_MS;
const LONGEST_MS = 240 * MINUTE_MS + HOLD_SECONDS * 1000;
const LONGEST_INTERVIEW_MS = 6 * 60 * MINUTE_MS;

type Schedule = Omit<Availability, 'busy'> & {
  readonly interviewerId: string;
  readonly acceptsInstant: boolean;
};
type Busy = { readonly interviewerId: string; readonly start: number; readonly end: number };

/** `GET /api/slots`: the same three statements, the same rules. */
export async function listSlots({ url, pool }: Call): Promise<Answer> {
  const from = Date.parse(url.searchParams.get('from') ?? '');
  const to = Date.parse(url.searchParams.get('to') ?? '');
  const now = Date.now();
  const ranges = [surroundings(from, to), surroundings(now, now + LONGEST_MS)];
  const [types, schedules, busy] = await Promise.all([
    pool.query<{ duration: number; price: number }>(
      `SELECT duration_minutes AS duration, price_minor AS price FROM interview_type WHERE id = $1 AND active`,
      [url.searchParams.get('interviewTypeId')],
    ),
    pool.query<Schedule>(
      `SELECT i.id::text AS "interviewerId", i.time_zone AS "timeZone", i.buffer_minutes AS "bufferMinutes",
              i.minimum_notice_minutes AS "minimumNoticeMinutes", i.accepts_instant AS "acceptsInstant",
              json_agg(json_build_object('weekday', h.weekday, 'startMinute', h.start_minute, 'endMinute', h.end_minute))
                AS "weeklyHours"
       FROM interviewer i JOIN weekly_hours h ON h.interviewer_id = i.id
       WHERE i.active GROUP BY i.id ORDER BY i.id`,
    ),
    pool.query<Busy>(
      `SELECT v.interviewer_id::text AS "interviewerId",
              (extract(epoch FROM v.scheduled_at) * 1000)::float8 AS start,
              (extract(epoch FROM v.ends_at) * 1000)::float8 AS end
       FROM unnest($1::timestamptz[], $2::timestamptz[], $3::timestamptz[]) AS r (earliest, start, stop)
       JOIN interview v ON v.scheduled_at > r.earliest AND v.scheduled_at < r.stop AND v.ends_at > r.start
       WHERE v.status IN ('held', 'scheduled', 'in-progress')
         AND (v.status <> 'held' OR v.hold_expires_at > $4::timestamptz)`,
      [
        ranges.map(({ start }) => new Date(start - LONGEST_INTERVIEW_MS)),
        ranges.map(({ start }) => new Date(start)),
        ranges.map(({ end }) => new Date(end)),
        new Date(now),
      ],
    ),
  ]);
  const [type] = types.rows;
  if (!type) return REFUSED;
  const taken = Map.groupBy(busy.rows, ({ interviewerId }) => interviewerId);
  const people = schedules.rows.map((schedule) => ({
    ...schedule,
    busy: taken.get(schedule.interviewerId) ?? [],
  }));
  const durationMinutes = type.duration;
  const offers = people.map((person) => ({
    interviewerId: person.interviewerId,
    starts: freeSlots(person, { durationMinutes, now, from, to }),
  }));
  const instant = { durationMinutes: durationMinutes + (type.price > 0 ? HOLD_SECONDS / 60 : 0), now };
  return {
    status: 200,
    body: {
      items: mergeSlots(offers, durationMinutes).map(({ startsAt, endsAt, interviewerIds }) => ({
        startsAt: new Date(startsAt).toISOString(),
        endsAt: new Date(endsAt).toISOString(),
        interviewerIds,
      })),
      availableNow: people.some((person) => isFreeNow(person, instant)),
    },
  };
}

const surroundings = (from: number, to: number) => ({
  start: from - BEFORE_MS,
  end: to + LONGEST_MS + BEFORE_MS,
});

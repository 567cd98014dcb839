import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { defaultPolicy } from '@greenroom/contracts';

/** Interviewers of every data set, and the zones that they work in. */
export const INTERVIEWERS = 50;
const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Sydney', 'UTC'];

/** Interviews ahead, whatever the size: history grows, calendars do not. */
const UPCOMING = 600;
/** One candidate for so many interviews. */
const INTERVIEWS_EACH = 20;

const TYPE_SLUG = 'bench';

/** How many interviews the account that is measured has had: three pages of its list. */
const OWN_INTERVIEWS = 60;

/** Runs `work` on a connection of its own. */
export async function withDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Minutes since local midnight, and how many days from Monday on. */
type Hours = { readonly from: number; readonly to: number; readonly days: number };

const OFFICE_HOURS: Hours = { from: 540, to: 1020, days: 5 };
export const AROUND_THE_CLOCK: Hours = { from: 0, to: 1440, days: 7 };

/** Adds interviewers in several time zones, all with the same hours of their own day. */
export async function addInterviewers(client: pg.Client, count: number, hours: Hours): Promise<void> {
  await client.query(
    `INSERT INTO interviewer (id, name, email, headline, specialties, time_zone)
     SELECT gen_random_uuid(), 'Specialist ' || n, 'bench-' || n || '@specialists.example', 'Engineering manager',
       ARRAY['Backend'], ($2::text[])[n % cardinality($2::text[]) + 1]
     FROM generate_series(1, $1) n`,
    [count, ZONES],
  );
  await client.query(
    `INSERT INTO weekly_hours (id, interviewer_id, weekday, start_minute, end_minute)
     SELECT gen_random_uuid(), i.id, weekday, $1, $2
     FROM interviewer i, generate_series(1, $3) weekday WHERE i.email LIKE 'bench-%'`,
    [hours.from, hours.to, hours.days],
  );
}

/** Adds a paid type of one hour and {@link INTERVIEWERS} interviewers. */
export async function addCatalogue(client: pg.Client): Promise<void> {
  await client.query(
    `INSERT INTO interview_type (id, slug, name, description, duration_minutes, price_minor, currency, policy)
     VALUES (gen_random_uuid(), $1, 'Technical interview', 'An hour with a specialist', 60, 9000, 'EUR', $2)`,
    [TYPE_SLUG, JSON.stringify(defaultPolicy)],
  );
  await addInterviewers(client, INTERVIEWERS, OFFICE_HOURS);
}

/**
 * Adds `count` interviews of the catalogue's interviewers with their candidates and payments: `upcoming` of them from tomorrow
 * on, all others an hour each, completed, as far into the past as it takes.
 */
export async function addInterviews(
  client: pg.Client,
  count: number,
  upcoming: number = UPCOMING,
): Promise<void> {
  await client.query(
    `INSERT INTO "user" (id, name, email, "updatedAt")
     SELECT 'bench-' || n, 'Candidate ' || n, 'bench-' || n || '@example.com', now() FROM generate_series(0, $1) n`,
    [Math.ceil(count / INTERVIEWS_EACH)],
  );
  await client.query(
    `WITH people AS (
       SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM interviewer WHERE email LIKE 'bench-%'
     ), planned AS (
       SELECT n, p.id AS interviewer_id, n <= $2 AS upcoming, date_trunc('hour', now()) + CASE
         WHEN n <= $2 THEN interval '1 day' + n / $3 * interval '11 hours'
         ELSE (n - $2) / $3 * interval '-2 hours' - interval '1 day' END AS starts
       FROM generate_series(1, $1::int) n JOIN people p ON p.place = n % $3
     )
     INSERT INTO interview (id, room_name, candidate_id, interviewer_id, interview_type_id, job_role, experience_level, focus,
       status, scheduled_at, ends_at, started_at, completed_at, duration_seconds, price_minor, currency, type_name,
       duration_minutes, candidate_time_zone, candidate_locale, idempotency_key, interviewer_feedback, overall_rating, feedback_at,
       policy)
     SELECT gen_random_uuid(), md5('room ' || n), 'bench-' || n / $4, interviewer_id, t.id, 'Backend engineer', 'mid', 'technical',
       CASE WHEN upcoming THEN 'scheduled' ELSE 'completed' END, starts, starts + interval '1 hour',
       CASE WHEN NOT upcoming THEN starts END, CASE WHEN NOT upcoming THEN starts + interval '55 minutes' END,
       CASE WHEN NOT upcoming THEN 3300 END, t.price_minor, t.currency, t.name, 60, 'Europe/Berlin', 'en', gen_random_uuid(),
       CASE WHEN NOT upcoming THEN 'Clear thinking, calm under pressure.' END, CASE WHEN NOT upcoming THEN 4 END,
       CASE WHEN NOT upcoming THEN starts + interval '2 hours' END, t.policy
     FROM planned, interview_type t WHERE t.slug = $5`,
    [count, upcoming, INTERVIEWERS, INTERVIEWS_EACH, TYPE_SLUG],
  );
  await client.query(
    `INSERT INTO payment (id, interview_id, provider, provider_reference, amount_minor, currency, status, updated_at)
     SELECT gen_random_uuid(), id, 'stripe', 'pi_' || id, price_minor, currency, 'settled', now() FROM interview`,
  );
  await client.query('VACUUM ANALYZE');
}

/** What requests need to know of a data set. */
export type Landmarks = {
  readonly interviewTypeId: string;
  /** Somebody whose office hours are in UTC. */
  readonly interviewerId: string;
  /** A room that is open, of the account that is measured. */
  readonly roomName: string;
  /** A completed interview of the account that is measured. */
  readonly interviewId: string;
};

/** Gives an account a history and an interview that takes place now. */
export async function settleIn(client: pg.Client, accountId: string): Promise<Landmarks> {
  await client.query(
    `UPDATE interview SET candidate_id = $1
     WHERE id IN (SELECT id FROM interview WHERE status = 'completed' ORDER BY id LIMIT $2)`,
    [accountId, OWN_INTERVIEWS],
  );
  const roomName = randomBytes(16).toString('hex');
  await client.query(
    `INSERT INTO interview (id, room_name, candidate_id, interviewer_id, interview_type_id, job_role, experience_level, focus,
       status, scheduled_at, ends_at, price_minor, currency, type_name, duration_minutes, candidate_time_zone, candidate_locale,
       idempotency_key, policy)
     SELECT gen_random_uuid(), $1, $2, (SELECT id FROM interviewer ORDER BY id LIMIT 1), t.id, 'Backend engineer', 'mid',
       'technical', 'scheduled', now() - interval '1 minute', now() + interval '1 hour', t.price_minor, t.currency, t.name, 60,
       'Europe/Berlin', 'en', gen_random_uuid(), t.policy
     FROM interview_type t WHERE t.slug = $3`,
    [roomName, accountId, TYPE_SLUG],
  );
  const types = await client.query<{ id: string }>('SELECT id FROM interview_type WHERE slug = $1', [
    TYPE_SLUG,
  ]);
  const people = await client.query<{ id: string }>(
    `SELECT id FROM interviewer WHERE time_zone = 'UTC' ORDER BY id LIMIT 1`,
  );
  const past = await client.query<{ id: string }>(
    `SELECT id FROM interview WHERE candidate_id = $1 AND status = 'completed' ORDER BY id LIMIT 1`,
    [accountId],
  );
  const [type] = types.rows;
  const [own] = past.rows;
  const [interviewer] = people.rows;
  if (!type || !interviewer || !own) throw new Error('The catalogue is not there');
  return { interviewTypeId: type.id, interviewerId: interviewer.id, roomName, interviewId: own.id };
}

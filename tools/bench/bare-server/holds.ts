import { randomUUID } from 'node:crypto';
import { type BookingInput, HOLD_SECONDS } from '@greenroom/contracts';
import { type Answer, type Call, REFUSED } from './routing.ts';
import { accountOf } from './session.ts';

/** exclusion_violation (PostgreSQL, appendix A). */
const OVERLAP = '23P01';

/** `POST /api/bookings`, the least of it: lock the interviewer, insert, and let the constraint decide. */
export async function holdSlot(call: Call): Promise<Answer> {
  const account = await accountOf(call);
  if (!account) return REFUSED;
  const wish = JSON.parse(call.body.toString('utf8')) as BookingInput;
  const client = await call.pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [wish.interviewerId]);
    const id = randomUUID();
    await client.query(
      `INSERT INTO interview (id, candidate_id, interviewer_id, interview_type_id, job_role, experience_level, focus, status,
         scheduled_at, ends_at, hold_expires_at, price_minor, currency, type_name, duration_minutes, candidate_time_zone,
         candidate_locale, idempotency_key, policy)
       SELECT $1, $2, $3, t.id, $5, $6, $7, 'held', $8::timestamptz, $8::timestamptz + t.duration_minutes * interval '1 minute',
         now() + $9 * interval '1 second', t.price_minor, t.currency, t.name, t.duration_minutes, $10, $11, $12, t.policy
       FROM interview_type t WHERE t.id = $4`,
      [
        id,
        account.id,
        wish.interviewerId,
        wish.interviewTypeId,
        wish.jobRole,
        wish.experienceLevel,
        wish.focus,
        wish.startsAt,
        HOLD_SECONDS,
        wish.timeZone,
        wish.locale,
        wish.idempotencyKey,
      ],
    );
    await client.query('COMMIT');
    return { status: 201, body: { interview: { id } } };
  } catch (failure) {
    await client.query('ROLLBACK');
    if (!(failure instanceof Error && 'code' in failure && failure.code === OVERLAP)) throw failure;
    return { status: 409, body: { error: { code: 'slot-taken' } } };
  } finally {
    client.release();
  }
}

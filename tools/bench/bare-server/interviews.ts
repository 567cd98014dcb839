import { roomWindow } from '@greenroom/domain';
import { type Answer, type Call, REFUSED } from './routing.ts';
import { accountOf } from './session.ts';

type Row = {
  readonly id: string;
  readonly roomName: string | null;
  readonly status: string;
  readonly specialist: string;
  readonly typeName: string;
  readonly jobRole: string;
  readonly experienceLevel: string;
  readonly focus: string;
  readonly interviewerName: string;
  readonly instant: boolean;
  readonly scheduledAt: Date;
  readonly endsAt: Date;
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
  readonly durationSeconds: number | null;
  readonly absent: string | null;
  readonly amountMinor: number;
  readonly currency: string;
  readonly paymentStatus: string | null;
  readonly refundReason: string | null;
  readonly refundAmount: number | null;
  readonly refundedAmount: number | null;
  readonly policy: unknown;
  readonly scheduleVersion: number;
  readonly outcome: string | null;
  readonly sessionRating: number | null;
  readonly sessionComment: string | null;
  readonly sessionRatedAt: Date | null;
  readonly comments: string | null;
  readonly rating: number | null;
  readonly feedbackAt: Date | null;
  readonly createdAt: Date;
};

/** `GET /api/interviews?scope=previous`: session, first page. */
export async function listInterviews(call: Call): Promise<Answer> {
  const account = await accountOf(call);
  if (!account) return REFUSED;
  const limit = Number(call.url.searchParams.get('limit') ?? 20);
  const { rows } = await call.pool.query<Row>(
    `SELECT i.id, i.room_name AS "roomName", i.status, i.specialist, i.type_name AS "typeName", i.job_role AS "jobRole",
            i.experience_level AS "experienceLevel", i.focus, s.name AS "interviewerName", i.instant,
            i.scheduled_at AS "scheduledAt", i.ends_at AS "endsAt", i.started_at AS "startedAt",
            i.completed_at AS "completedAt", i.duration_seconds AS "durationSeconds", i.price_minor AS "amountMinor",
            i.absent, i.currency, i.policy, i.schedule_version AS "scheduleVersion", i.outcome,
            p.status AS "paymentStatus", p.refund_reason AS "refundReason",
            coalesce(p.refund_amount_minor, p.amount_minor) AS "refundAmount", p.refunded_minor AS "refundedAmount",
            i.interviewer_feedback AS comments, i.overall_rating AS rating, i.feedback_at AS "feedbackAt",
            i.session_rating AS "sessionRating", i.session_comment AS "sessionComment",
            i.session_rated_at AS "sessionRatedAt", i.created_at AS "createdAt"
     FROM interview i JOIN interviewer s ON s.id = i.interviewer_id LEFT JOIN payment p ON p.interview_id = i.id
     WHERE i.candidate_id = $1
       AND (i.status IN ('completed', 'no-show') OR (i.status = 'cancelled' AND i.room_name IS NOT NULL)
         OR (i.status IN ('cancelled', 'expired') AND p.status IN ('settled', 'refunded')))
     ORDER BY i.scheduled_at DESC, i.id DESC LIMIT $2`,
    [account.id, limit + 1],
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor =
    rows.length > limit && last
      ? Buffer.from(`${last.scheduledAt.toISOString()} ${last.id}`).toString('base64url')
      : null;
  return { status: 200, body: { items: shown.map(toItem), nextCursor } };
}

const toItem = (row: Row) => ({
  ...roomTimesOf(row),
  id: row.id,
  roomName: row.roomName,
  status: row.status,
  specialist: row.specialist,
  typeName: row.typeName,
  jobRole: row.jobRole,
  experienceLevel: row.experienceLevel,
  focus: row.focus,
  interviewerName: row.interviewerName,
  instant: row.instant,
  scheduledAt: row.scheduledAt.toISOString(),
  endsAt: row.endsAt.toISOString(),
  holdExpiresAt: null,
  startedAt: row.startedAt?.toISOString() ?? null,
  completedAt: row.completedAt?.toISOString() ?? null,
  durationSeconds: row.durationSeconds,
  absent: row.absent,
  price: { amountMinor: row.amountMinor, currency: row.currency },
  paymentStatus: row.paymentStatus ?? 'none',
  refundReason: row.refundReason,
  refund: refundOf(row),
  policy: row.policy,
  scheduleVersion: row.scheduleVersion,
  outcome: row.outcome,
  feedback:
    row.comments !== null && row.rating !== null && row.feedbackAt !== null
      ? { comments: row.comments, rating: row.rating, submittedAt: row.feedbackAt.toISOString() }
      : null,
  sessionRating:
    row.sessionRating !== null && row.sessionRatedAt !== null
      ? {
          rating: row.sessionRating,
          comment: row.sessionComment,
          submittedAt: row.sessionRatedAt.toISOString(),
        }
      : null,
  createdAt: row.createdAt.toISOString(),
});

function roomTimesOf(row: Row) {
  const { opensAt, closesAt } = roomWindow(row);
  return { opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString() };
}

function refundOf({ refundReason, refundAmount, refundedAmount, paymentStatus, currency }: Row) {
  if (refundReason === null || refundAmount === null || refundedAmount === null) return null;
  const done = paymentStatus === 'refunded' || refundedAmount >= refundAmount;
  return { amountMinor: refundAmount, currency, done };
}

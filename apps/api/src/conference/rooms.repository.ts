import { Injectable } from '@nestjs/common';
import type { InterviewStatus, ParticipantRole, Policy, SessionVerdict } from '@greenroom/contracts';
import { Prisma } from '../generated/prisma/client.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import { type Backlog, countBacklog } from '../platform/due-work/backlog.ts';
import type { DueRow } from '../platform/due-work/due-work.ts';

/** An interview as its room needs it: one statement, because every (re)connect asks. */
export interface RoomRecord {
  readonly id: string;
  readonly roomName: string;
  readonly status: InterviewStatus;
  readonly candidateId: string;
  readonly candidateName: string;
  readonly interviewerId: string;
  readonly interviewerName: string;
  readonly typeName: string;
  readonly jobRole: string;
  readonly experienceLevel: string;
  readonly focus: string;
  readonly instant: boolean;
  readonly durationMinutes: number;
  readonly policy: Policy;
  readonly outcome: SessionVerdict | null;
  readonly outcomeBy: string | null;
  readonly proposedOutcome: SessionVerdict | null;
  readonly evidenceGapSince: Date | null;
  readonly scheduledAt: Date;
  readonly endsAt: Date;
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
  readonly durationSeconds: number | null;
  /** Where shards have names, the one that it is on, once somebody was let in. */
  readonly shard: string | null;
  /** That shard takes no new rooms. */
  readonly shardDrains: boolean;
}

/** What a room's page says of the person on the other side. */
export interface OtherSide {
  readonly present: boolean;
  /** Status of the message that told them; null when there is none. */
  readonly messageStatus: string | null;
  readonly messageSentAt: Date | null;
}

/** What was found out about a session, beside its status. */
export type SessionFacts = Partial<{ startedAt: Date; durationSeconds: number }>;

const selectRoom = Prisma.sql`
  SELECT i.id, i.room_name AS "roomName", i.status, i.candidate_id AS "candidateId", c.name AS "candidateName",
    i.interviewer_id AS "interviewerId", s.name AS "interviewerName", i.type_name AS "typeName",
    i.job_role AS "jobRole", i.experience_level AS "experienceLevel", i.focus, i.instant,
    i.duration_minutes AS "durationMinutes", i.policy, i.outcome, i.outcome_by AS "outcomeBy",
    i.proposed_outcome AS "proposedOutcome", i.evidence_gap_since AS "evidenceGapSince",
    i.scheduled_at AS "scheduledAt", i.ends_at AS "endsAt",
    i.started_at AS "startedAt", i.completed_at AS "completedAt", i.duration_seconds AS "durationSeconds",
    rs.shard, sd.name IS NOT NULL AS "shardDrains"
  FROM interview i
  JOIN "user" c ON c.id = i.candidate_id
  JOIN interviewer s ON s.id = i.interviewer_id
  LEFT JOIN room_shard rs ON rs.interview_id = i.id
  LEFT JOIN shard_drain sd ON sd.name = rs.shard`;

@Injectable()
export class RoomsRepository {
  constructor(private readonly database: Database) {}

  async findByName(roomName: string): Promise<RoomRecord | undefined> {
    const rows = await this.database.client.$queryRaw<
      RoomRecord[]
    >`${selectRoom} WHERE i.room_name = ${roomName}`;
    return rows[0];
  }

  async find(interviewId: string): Promise<RoomRecord | undefined> {
    const rows = await this.database.client.$queryRaw<RoomRecord[]>`
      ${selectRoom} WHERE i.id = ${interviewId}::uuid AND i.room_name IS NOT NULL`;
    return rows[0];
  }

  /** Locks the interview of a room until the transaction ends, so that what is decided from it stays true. */
  async lockByName(tx: Transaction, roomName: string): Promise<RoomRecord | undefined> {
    const rows = await tx.$queryRaw<RoomRecord[]>`
      ${selectRoom} WHERE i.room_name = ${roomName} FOR UPDATE OF i`;
    return rows[0];
  }

  /** As {@link lockByName}, by the interview. */
  async lock(tx: Transaction, interviewId: string): Promise<RoomRecord | undefined> {
    const rows = await tx.$queryRaw<RoomRecord[]>`
      ${selectRoom} WHERE i.id = ${interviewId}::uuid AND i.room_name IS NOT NULL FOR UPDATE OF i`;
    return rows[0];
  }

  /** Whether a side is in the room, and how far the message is that told them of it. */
  async describeSide(interviewId: string, side: ParticipantRole, template: string): Promise<OtherSide> {
    const rows = await this.database.client.$queryRaw<OtherSide[]>`
      SELECT
        EXISTS (SELECT 1 FROM occupancy WHERE interview_id = ${interviewId}::uuid AND role = ${side} AND left_at IS NULL)
          AS present,
        m.status AS "messageStatus", m.sent_at AS "messageSentAt"
      FROM (SELECT 1) AS one LEFT JOIN LATERAL (
        SELECT status, sent_at FROM message
        WHERE interview_id = ${interviewId}::uuid AND recipient_role = ${side} AND template = ${template} AND status <> 'skipped'
        ORDER BY status = 'sent' DESC, created_at DESC LIMIT 1
      ) AS m ON true`;
    return rows[0] ?? { present: false, messageStatus: null, messageSentAt: null };
  }

  /** Facts of the ledger that stand in the interview itself; its status is not among them. */
  async correct(tx: Transaction, interviewId: string, facts: SessionFacts): Promise<void> {
    await tx.interview.update({ where: { id: interviewId }, data: facts, select: { id: true } });
  }

  /**
   * Interviews whose end has come: in progress with the room closed or quiet, or scheduled with a side that did not come. Longest overdue
   * first. Those whose absence waits for an administrator's word, or for the signalling server, are not among them.
   *
   * @param times.closedBefore planned ends of rooms that are closed
   * @param times.absentBefore planned ends of rooms for which late reports have had their time, too
   * @param times.graceSince a grace that ended before this is over for late reports, too
   * @param times.quietSince nobody was in the room after this
   */
  async dueEnds(
    times: { now: Date; closedBefore: Date; absentBefore: Date; graceSince: Date; quietSince: Date },
    limit: number,
  ): Promise<DueRow[]> {
    const { now, closedBefore, absentBefore, graceSince, quietSince } = times;
    const isAskable = Prisma.sql`(i.evidence_retry_at IS NULL OR i.evidence_retry_at <= ${now})`;
    return this.database.client.$queryRaw<DueRow[]>`
      SELECT i.id, i.ends_at AS "dueAt" FROM interview i
      WHERE i.status = 'in-progress' AND i.ends_at <= ${now} AND ${isAskable} AND (i.ends_at <= ${closedBefore} OR (
        SELECT max(coalesce(o.left_at, 'infinity')) FROM occupancy o WHERE o.interview_id = i.id) <= ${quietSince})
      UNION ALL
      SELECT i.id, i.scheduled_at AS "dueAt" FROM interview i
      WHERE i.status = 'scheduled' AND i.proposed_outcome IS NULL AND i.scheduled_at <= ${graceSince} AND ${isAskable}
        AND (i.ends_at <= ${absentBefore} OR (
          i.scheduled_at + (i.policy ->> 'graceMinutes')::int * interval '1 minute' <= ${graceSince} AND (
            SELECT count(DISTINCT o.role) FROM occupancy o
            WHERE o.interview_id = i.id AND (o.left_at IS NULL OR o.left_at > i.scheduled_at)) < 2))
      ORDER BY "dueAt" LIMIT ${limit}`;
  }

  /**
   * Interviews that wait for their end by the evidence, each with the instant from which {@link dueEnds} has it. What a stay says is only looked at
   * where one can have begun.
   *
   * @param seconds how long after what an end is certain, see libs/domain/src/session-outcome.ts
   */
  backlogOfEnds(
    now: Date,
    seconds: { roomGrace: number; quiet: number; lateReport: number },
  ): Promise<Backlog> {
    const { roomGrace, quiet, lateReport } = seconds;
    const after = (count: number) => Prisma.sql`${count}::int * interval '1 second'`;
    return countBacklog(this.database, now, {
      dueAt: Prisma.sql`greatest(due_at, evidence_retry_at)`,
      waiting: Prisma.sql`(
          SELECT i.evidence_retry_at, least(i.ends_at + ${after(roomGrace)}, greatest(i.ends_at, coalesce((
            SELECT max(coalesce(o.left_at, 'infinity')) FROM occupancy o WHERE o.interview_id = i.id), 'infinity') + ${after(quiet)})) AS due_at
          FROM interview i WHERE i.status = 'in-progress'
          UNION ALL
          SELECT i.evidence_retry_at, least(i.ends_at + ${after(roomGrace + quiet)}, CASE WHEN i.scheduled_at > ${now} OR (
            SELECT count(DISTINCT o.role) FROM occupancy o
            WHERE o.interview_id = i.id AND (o.left_at IS NULL OR o.left_at > i.scheduled_at)) < 2
            THEN i.scheduled_at + (i.policy ->> 'graceMinutes')::int * interval '1 minute' + ${after(lateReport)} END) AS due_at
          FROM interview i WHERE i.status = 'scheduled' AND i.proposed_outcome IS NULL
        ) waiting`,
    });
  }

  /** Interviews that are over, or were moved to a later time, with somebody still in their room. */
  async dueClosings(opensBefore: Date, limit: number): Promise<DueRow[]> {
    return this.database.client.$queryRaw<DueRow[]>`
      SELECT i.id, coalesce(i.completed_at, i.ends_at) AS "dueAt" FROM interview i
      WHERE (i.status NOT IN ('held', 'scheduled', 'in-progress') OR (i.status = 'scheduled' AND i.scheduled_at > ${opensBefore}))
        AND i.id IN (SELECT interview_id FROM occupancy WHERE left_at IS NULL)
      ORDER BY i.ends_at LIMIT ${limit}`;
  }

  /** None is ahead: a room is to be closed from the moment on that somebody is in it who does not belong there. */
  backlogOfClosings(now: Date, opensBefore: Date): Promise<Backlog> {
    return countBacklog(this.database, now, {
      dueAt: Prisma.sql`least(coalesce(i.completed_at, i.ends_at), ${now})`,
      waiting: Prisma.sql`interview i
        WHERE (i.status NOT IN ('held', 'scheduled', 'in-progress') OR (i.status = 'scheduled' AND i.scheduled_at > ${opensBefore}))
          AND i.id IN (SELECT interview_id FROM occupancy WHERE left_at IS NULL)`,
    });
  }
}

import { Injectable } from '@nestjs/common';
import { ROOM_GRACE_MINUTES } from '@greenroom/domain';
import { Prisma } from '../generated/prisma/client.ts';
import { Database, type Transaction } from '../platform/database/database.ts';

/** What a shard has to do. */
export interface ShardLoad {
  readonly name: string;
  /** Since when it takes no new rooms. */
  readonly drainingSince: Date | null;
  /** Rooms assigned to it whose time is not over. */
  readonly rooms: number;
  /** Those of them that the reservation gate let open there, or in which somebody is. */
  readonly openRooms: number;
  readonly people: number;
}

/** Any number that no other advisory lock uses. */
const DRAIN_LOCK = 7_314_020_566;

/** Somebody is in the room of interview `i`, as far as is known, or the two have met and it is not over. */
const isInhabited = Prisma.sql`(i.status = 'in-progress'
  OR EXISTS (SELECT 1 FROM occupancy o WHERE o.interview_id = i.id AND o.left_at IS NULL))`;

/** Which shard a room is on. Nothing of this is asked where shards have no names. */
@Injectable()
export class RoomShardsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Assigns a room to the shard with the fewest rooms of those that take new ones, unless it is on one that is good for it: one statement, so that of two who ask at the same time
   * the second gets the answer of the first. A shard that drains stays good for whom it holds, and where there is no other.
   *
   * @param names the shards of the settings; the first is where a room is that opened before there were several
   */
  async assign(interviewId: string, names: readonly string[], now: Date): Promise<string> {
    const rows = await this.database.client.$queryRaw<{ shard: string }[]>`
      INSERT INTO room_shard AS known (interview_id, shard, assigned_at)
      SELECT i.id, one.name, ${now}
      FROM interview i CROSS JOIN unnest(${[...names]}::text[]) WITH ORDINALITY AS one(name, place)
        LEFT JOIN shard_drain drain ON drain.name = one.name
        LEFT JOIN (${roomsInTime(now)}) assigned ON assigned.shard = one.name
      WHERE i.id = ${interviewId}::uuid
      GROUP BY i.id, one.name, one.place, drain.name
      ORDER BY (one.place = 1 AND ${isInhabited}) DESC, drain.name IS NOT NULL, count(assigned.id), one.place
      LIMIT 1
      ON CONFLICT (interview_id) DO UPDATE SET (shard, assigned_at, opened_at) = (
        SELECT CASE WHEN stays THEN known.shard ELSE excluded.shard END,
          CASE WHEN stays THEN known.assigned_at ELSE excluded.assigned_at END,
          CASE WHEN stays THEN known.opened_at END
        FROM interview i CROSS JOIN LATERAL (SELECT known.shard = ANY (${[...names]}::text[]) AND (
          known.opened_at IS NOT NULL OR ${isInhabited}
          OR NOT EXISTS (SELECT 1 FROM shard_drain WHERE name = known.shard)
          OR EXISTS (SELECT 1 FROM shard_drain WHERE name = excluded.shard)) AS stays) AS decision
        WHERE i.id = known.interview_id)
      RETURNING shard`;
    const [row] = rows;
    if (!row) throw new Error('There is no such interview');
    return row.shard;
  }

  /** Notes that a room may open on a shard; false when it is not on that one. From then on it stays there until it has ended. */
  async open(interviewId: string, shard: string, now: Date): Promise<boolean> {
    const where = { interviewId, shard };
    const { count } = await this.database.client.roomShard.updateMany({ where, data: { openedAt: now } });
    return count === 1;
  }

  /** Notes that a room has ended which was let open before that. */
  async close(tx: Transaction, interviewId: string, endedAt: Date): Promise<void> {
    const where = { interviewId, openedAt: { lte: endedAt } };
    await tx.roomShard.updateMany({ where, data: { openedAt: null } });
  }

  /** Notes that a shard has none of the rooms any more that it had before an instant. */
  async closeAll(shard: string, startedAt: Date): Promise<void> {
    const where = { shard, openedAt: { lt: startedAt } };
    await this.database.client.roomShard.updateMany({ where, data: { openedAt: null } });
  }

  /** What the shards of the settings have to do, in their order. */
  loads(names: readonly string[], now: Date): Promise<ShardLoad[]> {
    return this.database.client.$queryRaw<ShardLoad[]>`
      SELECT one.name, drain.since AS "drainingSince", count(assigned.id)::int AS rooms,
        (count(assigned.id) FILTER (WHERE assigned.opened_at IS NOT NULL OR present.people > 0))::int AS "openRooms",
        coalesce(sum(present.people), 0)::int AS people
      FROM unnest(${[...names]}::text[]) WITH ORDINALITY AS one(name, place)
        LEFT JOIN shard_drain drain ON drain.name = one.name
        LEFT JOIN (${roomsInTime(now)}) assigned ON assigned.shard = one.name
        LEFT JOIN LATERAL (
          SELECT count(DISTINCT role) AS people FROM occupancy WHERE interview_id = assigned.id AND left_at IS NULL
        ) AS present ON true
      GROUP BY one.name, one.place, drain.since
      ORDER BY one.place`;
  }

  /** One after another, so that of two administrators who drain the last two shards the second is refused. */
  async lockDrains(tx: Transaction): Promise<void> {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${DRAIN_LOCK}::bigint)`;
  }

  async draining(tx: Transaction): Promise<ReadonlySet<string>> {
    const rows = await tx.shardDrain.findMany({ select: { name: true } });
    return new Set(rows.map(({ name }) => name));
  }

  async drain(tx: Transaction, name: string, since: Date): Promise<void> {
    await tx.shardDrain.create({ data: { name, since } });
  }

  async resume(tx: Transaction, name: string): Promise<void> {
    await tx.shardDrain.deleteMany({ where: { name } });
  }
}

/** Rooms on shards of interviews that are neither over nor past their room's end; an index holds the ends of such interviews. */
const roomsInTime = (now: Date): Prisma.Sql => Prisma.sql`
  SELECT v.id, rs.shard, rs.opened_at
  FROM interview v JOIN room_shard rs ON rs.interview_id = v.id
  WHERE v.status IN ('scheduled', 'in-progress') AND v.ends_at > ${new Date(now.getTime() - ROOM_GRACE_MINUTES * 60_000)}`;

import { Injectable } from '@nestjs/common';
import type { OccupantStay } from '@greenroom/domain';
import { type ParticipantRole, participantRoleSchema } from '@greenroom/contracts';
import { Database, type Transaction } from '../platform/database/database.ts';
import type { RoomEvent } from './presence-reports.ts';

export interface LedgerRow extends OccupantStay {
  readonly id: string;
}

/** What has to change for the ledger to say what the reports say. */
export interface LedgerChanges {
  readonly added: readonly OccupantStay[];
  readonly ended: readonly { readonly id: string; readonly leftAt: Date | null }[];
  readonly removed: readonly string[];
}

@Injectable()
export class PresenceRepository {
  constructor(private readonly database: Database) {}

  /** Writes reports down; those that are known already change nothing. Returns how many were new. */
  async insertEvents(
    tx: Transaction,
    roomName: string,
    events: readonly RoomEvent[],
    receivedAt: Date,
  ): Promise<number> {
    const data = events.map((event) => ({ ...event, roomName, receivedAt }));
    const { count } = await tx.presenceEvent.createMany({ data, skipDuplicates: true });
    return count;
  }

  async eventsOf(tx: Transaction, roomName: string): Promise<RoomEvent[]> {
    const rows = await tx.presenceEvent.findMany({
      where: { roomName },
      select: { id: true, sequence: true, type: true, occupantId: true, userId: true, occurredAt: true },
    });
    return rows as RoomEvent[];
  }

  async staysOf(interviewId: string, tx: Transaction = this.database.client): Promise<LedgerRow[]> {
    const rows = await tx.occupancy.findMany({
      where: { interviewId },
      select: { id: true, occupantId: true, role: true, joinedAt: true, leftAt: true },
      orderBy: { joinedAt: 'asc' },
    });
    return rows.map((row) => ({ ...row, role: participantRoleSchema.parse(row.role) }));
  }

  /** Interviews in whose room somebody is, as far as is known, who came before an instant; each with the shard of its room. */
  presentBefore(instant: Date): Promise<{ interviewId: string; shard: string | null }[]> {
    return this.database.client.$queryRaw`
      SELECT DISTINCT o.interview_id AS "interviewId", rs.shard
      FROM occupancy o LEFT JOIN room_shard rs ON rs.interview_id = o.interview_id
      WHERE o.left_at IS NULL AND o.joined_at < ${instant}
      ORDER BY o.interview_id`;
  }

  /** Keeps when the first picture or sound arrived at a side; later ones change nothing. */
  async noteMedia(interviewId: string, role: ParticipantRole, seenAt: Date): Promise<void> {
    await this.database.client.mediaSighting.createMany({
      data: { interviewId, role, seenAt },
      skipDuplicates: true,
    });
  }

  /** When the first picture or sound arrived at each side, where it did. */
  async mediaSeenAt(interviewId: string): Promise<ReadonlyMap<string, Date>> {
    const rows = await this.database.client.mediaSighting.findMany({ where: { interviewId } });
    return new Map(rows.map(({ role, seenAt }) => [role, seenAt]));
  }

  async change(
    tx: Transaction,
    interviewId: string,
    { added, ended, removed }: LedgerChanges,
  ): Promise<void> {
    if (removed.length > 0) await tx.occupancy.deleteMany({ where: { id: { in: [...removed] } } });
    for (const { id, leftAt } of ended) await tx.occupancy.update({ where: { id }, data: { leftAt } });
    if (added.length > 0) {
      await tx.occupancy.createMany({ data: added.map((stay) => ({ ...stay, interviewId })) });
    }
  }
}

import { Injectable, Logger } from '@nestjs/common';
import { type PresenceEvent, roomNameSchema } from '@greenroom/contracts';
import { isOver } from '@greenroom/domain';
import { Database, type Transaction } from '../platform/database/database.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import { JitsiShards } from './jitsi-shards.ts';
import { PresenceLedger } from './presence-ledger.ts';
import { toRoomEvent } from './presence-reports.ts';
import { PresenceRepository } from './presence.repository.ts';
import { RoomClosing } from './room-closing.ts';
import { RoomShardsRepository } from './room-shards.repository.ts';
import { RoomsRepository } from './rooms.repository.ts';

/** What a report changed: how many of its events were new, and whose interview they are. */
interface Recorded {
  readonly added: number;
  readonly interviewId: string;
  readonly over: boolean;
}

/** Takes what the signalling server reports. */
@Injectable()
export class PresenceService {
  private readonly logger = new Logger(PresenceService.name);

  constructor(
    private readonly database: Database,
    private readonly rooms: RoomsRepository,
    private readonly repository: PresenceRepository,
    private readonly ledger: PresenceLedger,
    private readonly outbox: Outbox,
    private readonly closing: RoomClosing,
    private readonly shards: JitsiShards,
    private readonly places: RoomShardsRepository,
  ) {}

  /** Takes events of any rooms, all of them or none. Returns how many were new. */
  async report(events: readonly PresenceEvent[]): Promise<number> {
    const byRoom = Map.groupBy(events, ({ room }) => room.toLowerCase());
    // Always in the same order, so that two reports about the same rooms do not wait for each other.
    const roomNames = [...byRoom.keys()].sort();
    const recorded = await this.database.transaction(async (tx) => {
      const changes: Recorded[] = [];
      for (const roomName of roomNames) {
        const change = await this.recordRoom(tx, roomName, byRoom.get(roomName) ?? []);
        if (change) changes.push(change);
      }
      return changes;
    });
    for (const { interviewId, over } of recorded) {
      await this.outbox.flush(interviewId);
      if (over) await this.closing.announce(interviewId);
    }
    return recorded.reduce((sum, { added }) => sum + added, 0);
  }

  /**
   * Ends the stays of all who were in a room before the signalling server started: a server that crashed could not say that
   * they went. Where there are several, only its own rooms are meant. Asking again changes nothing. Returns how many rooms were closed.
   *
   * @param shard how the server calls itself
   */
  async restart(startedAt: Date, shard?: string): Promise<number> {
    const interviewIds = await this.lostRooms(startedAt, shard);
    for (const interviewId of interviewIds) {
      await this.database.transaction(async (tx) => {
        const room = await this.rooms.lock(tx, interviewId);
        if (room) await this.ledger.recordEnd(tx, room, startedAt);
      });
      await this.outbox.flush(interviewId);
    }
    if (this.shards.areNamed && shard !== undefined) await this.places.closeAll(shard, startedAt);
    return interviewIds.length;
  }

  private async lostRooms(startedAt: Date, shard: string | undefined): Promise<string[]> {
    const present = await this.repository.presentBefore(startedAt);
    if (!this.shards.areNamed) return present.map(({ interviewId }) => interviewId);
    if (shard === undefined || !this.shards.names.includes(shard)) {
      this.logger.warn({ shard }, 'A signalling server that is none of the shards has started; ignored');
      return [];
    }
    const lost = present.filter((room) => this.shards.answeringFor(room.shard) === shard);
    return lost.map(({ interviewId }) => interviewId);
  }

  private async recordRoom(
    tx: Transaction,
    roomName: string,
    events: readonly PresenceEvent[],
  ): Promise<Recorded | null> {
    const isName = roomNameSchema.safeParse(roomName).success;
    const room = isName ? await this.rooms.lockByName(tx, roomName) : undefined;
    if (!room) {
      this.logger.warn({ roomName, events: events.length }, 'Presence in a room of no interview; ignored');
      return null;
    }
    const added = await this.ledger.record(tx, room, events.map(toRoomEvent));
    const endedAt = this.shards.areNamed ? lastEndIn(events) : undefined;
    if (endedAt !== undefined) await this.places.close(tx, room.id, endedAt);
    return added > 0 ? { added, interviewId: room.id, over: isOver(room.status) } : null;
  }
}

/** When a room ended last, by these events; undefined when none tells of an end. */
function lastEndIn(events: readonly PresenceEvent[]): Date | undefined {
  const ends = events.filter(({ type }) => type === 'room-destroyed');
  if (ends.length === 0) return undefined;
  return new Date(Math.max(...ends.map(({ occurredAt }) => Date.parse(occurredAt))));
}

import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../platform/clock.ts';
import { AppError } from '../platform/http/app-error.ts';
import { JitsiShards } from './jitsi-shards.ts';
import { RoomShardsRepository } from './room-shards.repository.ts';
import type { RoomRecord } from './rooms.repository.ts';

type PlacedRoom = Pick<RoomRecord, 'id' | 'shard' | 'shardDrains'>;

/**
 * Keeps both sides of an interview on one shard: a room is assigned at its first grant and stays there; when its shard drains, or is gone, the next grant may move it. Only
 * the shard that it is on may open it.
 */
@Injectable()
export class RoomShards {
  private readonly logger = new Logger(RoomShards.name);

  constructor(
    private readonly shards: JitsiShards,
    private readonly repository: RoomShardsRepository,
    private readonly clock: Clock,
  ) {}

  /** The shard to enter a room on; null where shards have no names. Asks the database only where the room has to be assigned or may move. */
  async placeOf(room: PlacedRoom): Promise<string | null> {
    const { names } = this.shards;
    if (!this.shards.areNamed) return null;
    if (room.shard !== null && names.includes(room.shard) && !room.shardDrains) return room.shard;
    const shard = await this.repository.assign(room.id, names, this.clock.now());
    if (room.shard !== null && shard !== room.shard)
      this.logger.log({ interviewId: room.id, from: room.shard, to: shard }, 'A room moves to another shard');
    return shard;
  }

  /**
   * A signalling server is about to open a room.
   *
   * @param shard how it calls itself
   * @throws AppError `unavailable` when the room is on another shard: who asks for a new grant is sent there.
   */
  async open(room: PlacedRoom, shard: string | undefined): Promise<void> {
    if (!this.shards.areNamed) return;
    const isHere = shard !== undefined && (await this.repository.open(room.id, shard, this.clock.now()));
    if (isHere) return;
    this.logger.warn(
      { interviewId: room.id, shard, on: room.shard },
      'A room was asked for on a wrong shard',
    );
    throw new AppError('unavailable', 'The room is on another server. Please join again.');
  }
}

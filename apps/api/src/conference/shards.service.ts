import { Injectable } from '@nestjs/common';
import type { Shard, ShardList } from '@greenroom/contracts';
import { AuditLog } from '../audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import { AppError, notFound } from '../platform/http/app-error.ts';
import { JitsiShards } from './jitsi-shards.ts';
import { RoomShardsRepository, type ShardLoad } from './room-shards.repository.ts';

/** The shards for administrators: what they have to do, and which of them take no new rooms. */
@Injectable()
export class ShardsService {
  constructor(
    private readonly database: Database,
    private readonly shards: JitsiShards,
    private readonly repository: RoomShardsRepository,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<ShardList> {
    return { items: (await this.loads()).map(toShard) };
  }

  /** None where shards have no names. */
  async loads(): Promise<readonly ShardLoad[]> {
    return this.shards.areNamed ? this.repository.loads(this.shards.names, this.clock.now()) : [];
  }

  /**
   * Saying again what is so changes nothing.
   *
   * @throws AppError `not-found`; `last-shard` when no other shard would take new rooms.
   */
  async setDraining(actorId: string, name: string, draining: boolean): Promise<ShardList> {
    if (!this.shards.names.includes(name)) throw notFound('shard');
    await this.database.transaction(async (tx) => {
      await this.repository.lockDrains(tx);
      const known = await this.repository.draining(tx);
      if (known.has(name) === draining) return;
      await this.change(tx, name, draining, known);
      const action = draining ? 'shard.drained' : 'shard.resumed';
      await this.audit.record(tx, { actorId, action, subject: `shard:${name}` });
    });
    return this.list();
  }

  private async change(
    tx: Transaction,
    name: string,
    draining: boolean,
    known: ReadonlySet<string>,
  ): Promise<void> {
    if (!draining) return this.repository.resume(tx, name);
    const others = this.shards.names.filter((other) => other !== name && !known.has(other));
    if (others.length === 0)
      throw new AppError('last-shard', 'No other shard takes new rooms. Let another one do so first.');
    await this.repository.drain(tx, name, this.clock.now());
  }
}

const toShard = ({ drainingSince, ...load }: ShardLoad): Shard => ({
  ...load,
  drainingSince: drainingSince?.toISOString() ?? null,
});

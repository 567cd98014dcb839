import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Metrics } from '../observability/metrics.ts';
import type { ShardLoad } from './room-shards.repository.ts';
import { ShardsService } from './shards.service.ts';

interface ShardGauge {
  readonly name: string;
  readonly help: string;
  readonly value: (load: ShardLoad) => number;
}

const GAUGES: readonly ShardGauge[] = [
  {
    name: 'greenroom_shard_rooms',
    help: 'Rooms on a shard of Jitsi whose time is not over',
    value: ({ rooms }) => rooms,
  },
  {
    name: 'greenroom_shard_open_rooms',
    help: 'Rooms on a shard of Jitsi that are open, and stay there while it drains',
    value: ({ openRooms }) => openRooms,
  },
  {
    name: 'greenroom_shard_draining',
    help: '1 when a shard of Jitsi takes no new rooms, else 0',
    value: ({ drainingSince }) => (drainingSince === null ? 0 : 1),
  },
];

/**
 * What the shards have to do, read from the database at each scrape, by the workers alone, so that every worker says the same. Where shards have no names there are no such
 * values, and while the database is away neither.
 */
@Injectable()
export class ShardGauges implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly shards: ShardsService,
  ) {}

  onModuleInit(): void {
    for (const { name, help, value } of GAUGES) {
      const gauge = new Gauge({
        name,
        help,
        labelNames: ['shard'],
        registers: [this.metrics.registry],
        collect: async () => {
          gauge.reset();
          const loads = await this.shards.loads().catch(() => []);
          for (const load of loads) gauge.set({ shard: load.name }, value(load));
        },
      });
    }
  }
}

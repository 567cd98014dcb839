import { Controller } from '@nestjs/common';
import { routes, type ShardList } from '@greenroom/contracts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { ShardsService } from './shards.service.ts';

@Controller()
export class ShardsController {
  constructor(private readonly shards: ShardsService) {}

  @Route(routes.adminListShards)
  list(): Promise<ShardList> {
    return this.shards.list();
  }

  @Route(routes.adminDrainShard)
  drain(@In() { caller, params, body }: Input<typeof routes.adminDrainShard>): Promise<ShardList> {
    return this.shards.setDraining(caller.accountId, params.shardName, body.draining);
  }
}

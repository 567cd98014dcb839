import * as z from 'zod/mini';
import { instantSchema } from './primitives.ts';
import { defineRoute } from './route.ts';

const countSchema = z.int().check(z.nonnegative());

/** A shard of Jitsi and what it has to do. */
export const shardSchema = z.object({
  name: z.string(),
  /** Since when it takes no new rooms; null while it does. */
  drainingSince: z.nullable(instantSchema),
  /** Rooms on it whose time is not over. */
  rooms: countSchema,
  /** Those of them that are open: somebody is in them, or their end has not been reported yet. They stay where they are. */
  openRooms: countSchema,
  people: countSchema,
});
export type Shard = z.infer<typeof shardSchema>;

/** In the order of the settings; none where Jitsi has but one, without a name. */
export const shardListSchema = z.object({ items: z.array(shardSchema) });
export type ShardList = z.infer<typeof shardListSchema>;

export const shardRoutes = {
  adminListShards: defineRoute({
    method: 'GET',
    path: '/api/admin/shards',
    summary: 'The shards of Jitsi, and what each has to do',
    tag: 'Admin',
    access: 'admin',
    response: shardListSchema,
  }),
  adminDrainShard: defineRoute({
    method: 'PUT',
    path: '/api/admin/shards/:shardName',
    summary: 'Whether a shard takes new rooms; one of them always has to',
    tag: 'Admin',
    access: 'admin',
    params: z.strictObject({ shardName: z.string().check(z.regex(/^[a-z0-9-]{1,64}$/)) }),
    body: z.strictObject({ draining: z.boolean() }),
    response: shardListSchema,
    errors: ['not-found', 'last-shard'],
  }),
} as const;

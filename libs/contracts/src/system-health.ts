import * as z from 'zod/mini';
import { instantSchema } from './primitives.ts';
import { defineRoute } from './route.ts';

/** What work that is due waits for: the database alone, the mail server, or other servers outside. Each lane has a queue of its own. */
export const workLanes = ['prompt', 'mail', 'outside'] as const;
export type WorkLane = (typeof workLanes)[number];

const countSchema = z.int().check(z.nonnegative());

export const workHealthSchema = z.object({
  /** What is done, for example `message` or `outbox-event`. */
  kind: z.string(),
  /** Rows whose time has come. */
  due: countSchema,
  /** Seconds that the oldest of them has waited; null where none is due. */
  lateSeconds: z.nullable(countSchema),
  /** Rows whose time is still to come, or that a worker has in hand. */
  ahead: countSchema,
  /** Rows that were given up and wait for a person; null for a kind that gives nothing up. */
  parked: z.nullable(countSchema),
});

export const laneHealthSchema = z.object({
  lane: z.enum(workLanes),
  /** Wake-ups in the queue; null when it does not answer. Then the sweep does the work, a little later. */
  queue: z.nullable(
    z.object({ waiting: countSchema, active: countSchema, delayed: countSchema, failed: countSchema }),
  ),
  /** When a worker last looked for due work by itself; null when none is known to have. */
  lastSweptAt: z.nullable(instantSchema),
  /** Worker processes that were heard of lately. */
  workers: countSchema,
  work: z.array(workHealthSchema),
});
export type LaneHealth = z.infer<typeof laneHealthSchema>;

export const systemHealthSchema = z.object({
  checkedAt: instantSchema,
  lanes: z.array(laneHealthSchema),
});
export type SystemHealth = z.infer<typeof systemHealthSchema>;

export const systemHealthRoutes = {
  /**
   * Ten statements: one for each of the nine kinds of due work, on the partial index that its workers read, and one for the looks of the
   * workers. The queues are asked beside them, for a second at most.
   */
  adminGetHealth: defineRoute({
    method: 'GET',
    path: '/api/admin/health',
    summary: 'How much work is due, how late it is, and whether queues and workers are there',
    tag: 'Admin',
    access: 'admin',
    response: systemHealthSchema,
  }),
} as const;

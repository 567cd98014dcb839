import { Prisma } from '../../generated/prisma/client.ts';
import type { Database } from '../database/database.ts';

/** How much there is of a kind of due work. */
export interface Backlog {
  /** Rows whose time has come. */
  readonly due: number;
  /** UTC; null where none is due. */
  readonly oldestDueAt: Date | null;
  /** Rows whose time is still to come, and those that a worker has in hand: their time is the end of its lease. */
  readonly ahead: number;
  /** Rows that were given up and wait for a person; null for a kind that gives nothing up. */
  readonly parked: number | null;
}

/** Counts a backlog by one statement. */
export async function countBacklog(
  database: Database,
  now: Date,
  rows: {
    /** When a row is due: a column, or an expression. */
    readonly dueAt: Prisma.Sql;
    /** What follows FROM, with the condition of a partial index. */
    readonly waiting: Prisma.Sql;
    /** The same for what was given up. */
    readonly parked?: Prisma.Sql;
  },
): Promise<Backlog> {
  const { dueAt, waiting } = rows;
  const parked = rows.parked ? Prisma.sql`(SELECT count(*) FROM ${rows.parked})::int` : Prisma.sql`NULL::int`;
  const [backlog] = await database.client.$queryRaw<Backlog[]>`
    SELECT count(*) FILTER (WHERE ${dueAt} <= ${now})::int AS due,
      min(${dueAt}) FILTER (WHERE ${dueAt} <= ${now}) AS "oldestDueAt",
      count(*) FILTER (WHERE ${dueAt} > ${now})::int AS ahead,
      ${parked} AS parked
    FROM ${waiting}`;
  if (!backlog) throw new Error('A statement that counts answers a row');
  return backlog;
}

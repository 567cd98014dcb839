import { Injectable } from '@nestjs/common';
import { Prisma } from '../generated/prisma/client.ts';
import { Database } from '../platform/database/database.ts';

/** How many rooms bookings will need at once. */
@Injectable()
export class PlannedRoomsRepository {
  constructor(private readonly database: Database) {}

  /**
   * The most interviews that run at the same time between two instants, by what is booked now; one that ends when the next begins does
   * not count twice.
   */
  async peak(from: Date, until: Date): Promise<number> {
    const [row] = await this.database.client.$queryRaw<{ peak: number }[]>(plannedRoomsQuery(from, until));
    return row?.peak ?? 0;
  }
}

/** Past interviews cost nothing: an index holds the ends of those that are scheduled or running. */
export function plannedRoomsQuery(from: Date, until: Date): Prisma.Sql {
  return Prisma.sql`
    WITH planned AS (
      SELECT scheduled_at, ends_at FROM interview
      WHERE status IN ('scheduled', 'in-progress')
        AND scheduled_at < ${until}
        AND ends_at > ${from}
    ), changes AS (
      SELECT scheduled_at AS at, 1 AS change FROM planned
      UNION ALL SELECT ends_at, -1 FROM planned
    ), running AS (
      SELECT sum(change) OVER (ORDER BY at, change ROWS UNBOUNDED PRECEDING) AS rooms FROM changes
    )
    SELECT coalesce(max(rooms), 0)::int AS peak FROM running`;
}

import { Injectable } from '@nestjs/common';
import type { WeeklyHours } from '@greenroom/contracts';
import { Database, type Transaction } from '../platform/database/database.ts';

/** A stretch of time in epoch milliseconds: slots are computed on numbers, not on dates. */
export interface BusyTime {
  readonly start: number;
  readonly end: number;
}

/** When and how an interviewer can be booked, apart from what is taken. */
export interface Schedule {
  readonly interviewerId: string;
  readonly timeZone: string;
  readonly bufferMinutes: number;
  readonly minimumNoticeMinutes: number;
  readonly acceptsInstant: boolean;
  readonly weeklyHours: readonly WeeklyHours[];
}

/** What is bookable of an interview type. */
export interface BookableType {
  readonly durationMinutes: number;
  readonly priceMinor: number;
}

/** Whom a question is about: one interviewer, or everybody. */
export type Whom = string | null;

/** Longest time that an interview can occupy (240 minutes and its hold), with room above it: bounds the index scan for busy times. */
const LONGEST_INTERVIEW_MS = 6 * 3_600_000;

/** The hot reads behind slots, as plain SQL: one statement each, whatever the number of interviewers. */
@Injectable()
export class AvailabilityRepository {
  constructor(private readonly database: Database) {}

  /** Null for a type that cannot be booked. */
  findBookableType(id: string): Promise<BookableType | null> {
    return this.database.client.interviewType.findUnique({
      where: { id, active: true },
      select: { durationMinutes: true, priceMinor: true },
    });
  }

  /** Active interviewers that have weekly hours, in a stable order. */
  listSchedules(whom: Whom, tx: Transaction = this.database.client): Promise<Schedule[]> {
    return tx.$queryRaw<Schedule[]>`
      SELECT i.id::text AS "interviewerId", i.time_zone AS "timeZone", i.buffer_minutes AS "bufferMinutes",
             i.minimum_notice_minutes AS "minimumNoticeMinutes", i.accepts_instant AS "acceptsInstant",
             json_agg(json_build_object('weekday', h.weekday, 'startMinute', h.start_minute, 'endMinute', h.end_minute))
               AS "weeklyHours"
      FROM interviewer i
      JOIN weekly_hours h ON h.interviewer_id = i.id
      WHERE i.active AND (${whom}::uuid IS NULL OR i.id = ${whom}::uuid)
      GROUP BY i.id
      ORDER BY i.id`;
  }

  /**
   * What is taken in any of the ranges, by interviewer. A hold that has lapsed takes nothing, even before it was moved to `expired`.
   *
   * @param except an interview that does not count: it is to be moved itself.
   */
  async listBusy(
    whom: Whom,
    ranges: readonly BusyTime[],
    now: Date,
    tx: Transaction = this.database.client,
    except: string | null = null,
  ): Promise<ReadonlyMap<string, readonly BusyTime[]>> {
    const from = ranges.map(({ start }) => new Date(start));
    const to = ranges.map(({ end }) => new Date(end));
    const earliest = ranges.map(({ start }) => new Date(start - LONGEST_INTERVIEW_MS));
    const rows = await tx.$queryRaw<(BusyTime & { interviewerId: string })[]>`
      SELECT v.interviewer_id::text AS "interviewerId",
             (extract(epoch FROM v.scheduled_at) * 1000)::float8 AS start,
             (extract(epoch FROM v.ends_at) * 1000)::float8 AS end
      FROM unnest(${earliest}::timestamptz[], ${from}::timestamptz[], ${to}::timestamptz[]) AS r (earliest, start, stop)
      JOIN interview v ON v.scheduled_at > r.earliest AND v.scheduled_at < r.stop AND v.ends_at > r.start
      WHERE v.status IN ('held', 'scheduled', 'in-progress')
        AND (v.status <> 'held' OR v.hold_expires_at > ${now}::timestamptz)
        AND (${whom}::uuid IS NULL OR v.interviewer_id = ${whom}::uuid)
        AND (${except}::uuid IS NULL OR v.id <> ${except}::uuid)`;
    return Map.groupBy(rows, ({ interviewerId }) => interviewerId);
  }

  /** How many interviews lie ahead of each interviewer; those without any are absent. */
  async countUpcoming(interviewerIds: readonly string[], now: Date): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.client.$queryRaw<{ interviewerId: string; upcoming: number }[]>`
      SELECT interviewer_id::text AS "interviewerId", count(*)::int AS upcoming
      FROM interview
      WHERE interviewer_id = ANY (${interviewerIds}::uuid[]) AND status IN ('held', 'scheduled', 'in-progress')
        AND scheduled_at >= ${now}::timestamptz
      GROUP BY interviewer_id`;
    return new Map(rows.map(({ interviewerId, upcoming }) => [interviewerId, upcoming]));
  }
}

import { Injectable } from '@nestjs/common';
import { BOOKING_HORIZON_DAYS, HOLD_SECONDS, type ResponseOf, type routes } from '@greenroom/contracts';
import {
  type Availability,
  freeSlots,
  isFreeAt,
  isFreeNow,
  isUndisturbed,
  type LateSlot,
  mergeSlots,
} from '@greenroom/domain';
import { Clock } from '../platform/clock.ts';
import type { Transaction } from '../platform/database/database.ts';
import { AppError, notFound } from '../platform/http/app-error.ts';
import { AvailabilityRepository, type BusyTime, type Schedule } from './availability.repository.ts';

const MINUTE_MS = 60_000;

/** Longest range of slots that is answered at once. */
const LONGEST_RANGE_MS = 31 * 24 * 60 * MINUTE_MS;

/** How far ahead starts are offered. */
const HORIZON_MS = BOOKING_HORIZON_DAYS * 24 * 60 * MINUTE_MS;

/** Longest buffer that an interviewer can have: what is taken matters from that far outside of an interview. */
const LONGEST_BUFFER_MS = 120 * MINUTE_MS;

/** The time that a booking wants of an interviewer. */
export interface SlotWish {
  /** Null for anybody. */
  readonly interviewerId: string | null;
  /** Start of a slot; null for "now". */
  readonly startsAt: Date | null;
  /** How long the interviewer is taken. For "now" see {@link instantMinutes}. */
  readonly durationMinutes: number;
}

/** An interview that is to be moved: its own time does not stand in its way. */
export interface MovedInterview {
  readonly id: string;
  readonly interviewerId: string;
  readonly durationMinutes: number;
}

/**
 * How long a booking for "now" takes an interviewer: it starts when it is paid, so the time for paying comes before the interview.
 */
export const instantMinutes = (type: {
  readonly durationMinutes: number;
  readonly priceMinor: number;
}): number => type.durationMinutes + (type.priceMinor > 0 ? HOLD_SECONDS / 60 : 0);

/** Knows when interviewers are free. Its answers are courtesy: who gets a slot is decided by the database's constraint. */
@Injectable()
export class AvailabilityService {
  constructor(
    private readonly repository: AvailabilityRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError `not-found` for a type or interviewer that cannot be booked; `invalid-request` for a range beyond 31 days. */
  async listSlots(query: {
    interviewTypeId: string;
    interviewerId?: string | undefined;
    from: string;
    to: string;
  }): Promise<ResponseOf<typeof routes.listSlots>> {
    const now = this.clock.now();
    const range = rangeOf(query, now);
    const whom = query.interviewerId ?? null;
    const [type, schedules, allBusy] = await Promise.all([
      this.repository.findBookableType(query.interviewTypeId),
      this.repository.listSchedules(whom),
      this.repository.listBusy(whom, [surroundings(range), surroundings(nextHours(now))], now),
    ]);
    if (!type) throw notFound('interview type');
    if (whom !== null && schedules.length === 0) throw notFound('interviewer');

    const { durationMinutes } = type;
    const availabilities = schedules.map((schedule) => withBusy(schedule, allBusy));
    const offers = availabilities.map((availability) => ({
      interviewerId: availability.interviewerId,
      starts: freeSlots(availability, {
        durationMinutes,
        now: now.getTime(),
        from: range.start,
        to: range.end,
      }),
    }));
    return {
      items: mergeSlots(offers, durationMinutes).map(({ startsAt, endsAt, interviewerIds }) => ({
        startsAt: new Date(startsAt).toISOString(),
        endsAt: new Date(endsAt).toISOString(),
        interviewerIds,
      })),
      availableNow: availabilities.some((availability) =>
        isFreeNow(availability, { durationMinutes: instantMinutes(type), now: now.getTime() }),
      ),
    };
  }

  /**
   * Who could take a wish, the one with the fewest interviews ahead first.
   *
   * @throws AppError `not-found` for an interviewer that cannot be booked; `invalid-request` for a start beyond the horizon.
   */
  async candidatesFor(wish: SlotWish): Promise<string[]> {
    const now = this.clock.now();
    demandNear(wish, now);
    const [schedules, busy] = await Promise.all([
      this.repository.listSchedules(wish.interviewerId),
      this.repository.listBusy(wish.interviewerId, [surroundings(timeOf(wish, now))], now),
    ]);
    if (wish.interviewerId !== null && schedules.length === 0) throw notFound('interviewer');
    const free = schedules
      .filter((schedule) => fits(withBusy(schedule, busy), wish, now))
      .map(({ interviewerId }) => interviewerId);
    if (free.length < 2) return free;
    const upcoming = await this.repository.countUpcoming(free, now);
    return free.sort((a, b) => (upcoming.get(a) ?? 0) - (upcoming.get(b) ?? 0));
  }

  /** Whether an interviewer is free for a wish, as the given transaction sees it. */
  async isFree(tx: Transaction, interviewerId: string, wish: SlotWish): Promise<boolean> {
    const now = this.clock.now();
    const [schedule] = await this.repository.listSchedules(interviewerId, tx);
    if (!schedule) return false;
    const busy = await this.repository.listBusy(interviewerId, [surroundings(timeOf(wish, now))], now, tx);
    return fits(withBusy(schedule, busy), wish, now);
  }

  /**
   * Whether an interviewer can still be had for a time whose hold has lapsed: nothing that is taken comes nearer than the buffer. Weekly
   * hours and notice of a chosen time are not asked for again; an interview for "now" has moved with its payment, so it is a new time that
   * has to fit like any other.
   */
  async lateSlot(
    tx: Transaction,
    interviewerId: string,
    time: { start: Date; end: Date; instant: boolean },
  ): Promise<LateSlot> {
    const [schedule] = await this.repository.listSchedules(interviewerId, tx);
    if (!schedule) return 'unavailable';
    const interval = { start: time.start.getTime(), end: time.end.getTime() };
    const busy = await this.repository.listBusy(
      interviewerId,
      [surroundings(interval)],
      this.clock.now(),
      tx,
    );
    const availability = withBusy(schedule, busy);
    if (!isUndisturbed(availability, interval)) return 'taken';
    const durationMinutes = (interval.end - interval.start) / MINUTE_MS;
    const isOffered = !time.instant || isFreeNow(availability, { durationMinutes, now: interval.start });
    return isOffered ? 'free' : 'unavailable';
  }

  /**
   * Starts that an interview could be moved to, in order.
   *
   * @throws AppError `invalid-request` for a range beyond 31 days.
   */
  async startsForMove(interview: MovedInterview, query: { from: string; to: string }): Promise<Date[]> {
    const now = this.clock.now();
    const range = rangeOf(query, now);
    const availability = await this.withoutItself(interview, range, now);
    if (!availability) return [];
    const { durationMinutes } = interview;
    const { start: from, end: to } = range;
    const starts = freeSlots(availability, { durationMinutes, now: now.getTime(), from, to });
    return starts.map((start) => new Date(start));
  }

  /**
   * Whether an interview could be moved to a start, as the given transaction sees it.
   *
   * @throws AppError `invalid-request` for a start beyond the horizon.
   */
  async isFreeForMove(tx: Transaction, interview: MovedInterview, startsAt: Date): Promise<boolean> {
    const now = this.clock.now();
    const { durationMinutes } = interview;
    const wish = { interviewerId: interview.interviewerId, startsAt, durationMinutes };
    demandNear(wish, now);
    const availability = await this.withoutItself(interview, timeOf(wish, now), now, tx);
    return availability !== null && fits(availability, wish, now);
  }

  /** When the interviewer of an interview would be free if it were not there; null when they cannot be booked. */
  private async withoutItself(
    { id, interviewerId }: MovedInterview,
    range: BusyTime,
    now: Date,
    tx?: Transaction,
  ): Promise<ScheduleWithBusy | null> {
    const [schedule] = await this.repository.listSchedules(interviewerId, tx);
    if (!schedule) return null;
    return withBusy(
      schedule,
      await this.repository.listBusy(interviewerId, [surroundings(range)], now, tx, id),
    );
  }
}

type ScheduleWithBusy = Availability & Schedule;

const withBusy = (schedule: Schedule, busy: ReadonlyMap<string, readonly BusyTime[]>): ScheduleWithBusy => ({
  ...schedule,
  busy: busy.get(schedule.interviewerId) ?? [],
});

function fits(availability: ScheduleWithBusy, { startsAt, durationMinutes }: SlotWish, at: Date): boolean {
  const now = at.getTime();
  return startsAt === null
    ? isFreeNow(availability, { durationMinutes, now })
    : isFreeAt(availability, { durationMinutes, now, startsAt: startsAt.getTime() });
}

function timeOf({ startsAt, durationMinutes }: SlotWish, now: Date): BusyTime {
  const start = (startsAt ?? now).getTime();
  return { start, end: start + durationMinutes * MINUTE_MS };
}

/** The time in which an interview that begins now can lie. */
const nextHours = (now: Date): BusyTime => ({ start: now.getTime(), end: now.getTime() + LONGEST_WISH_MS });

/** Longest interview (240 minutes) with the time for paying before it. */
const LONGEST_WISH_MS = 240 * MINUTE_MS + HOLD_SECONDS * 1000;

/** A range of starts with everything around it that can stand in the way of an interview. */
const surroundings = ({ start, end }: BusyTime): BusyTime => ({
  start: start - LONGEST_BUFFER_MS,
  end: end + LONGEST_WISH_MS + LONGEST_BUFFER_MS,
});

/** A range of starts, cut at the horizon. */
function rangeOf({ from, to }: { from: string; to: string }, now: Date): BusyTime {
  const range = { start: Date.parse(from), end: Date.parse(to) };
  if (range.end < range.start || range.end - range.start > LONGEST_RANGE_MS) {
    throw new AppError('invalid-request', 'The request does not fit. See the details.', {
      details: [{ path: 'query.to', message: 'must lie after "from", by at most 31 days' }],
    });
  }
  const horizon = now.getTime() + HORIZON_MS;
  return { start: Math.min(range.start, horizon), end: Math.min(range.end, horizon) };
}

function demandNear({ startsAt }: SlotWish, now: Date): void {
  if (startsAt === null || startsAt.getTime() < now.getTime() + HORIZON_MS) return;
  throw new AppError('invalid-request', 'The request does not fit. See the details.', {
    details: [{ path: 'body.startsAt', message: `must lie within the next ${BOOKING_HORIZON_DAYS} days` }],
  });
}

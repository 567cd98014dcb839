import { Injectable, Logger } from '@nestjs/common';
import {
  type Booking,
  type BookingInput,
  HOLD_SECONDS,
  type Interview,
  type InterviewType,
} from '@greenroom/contracts';
import { AvailabilityService, instantMinutes, type SlotWish } from '../availability/availability.service.ts';
import { InterviewTypesService } from '../catalogue/interview-types.service.ts';
import { InterviewLifecycle, type Transition } from '../interviews/interview-lifecycle.service.ts';
import { toInterview } from '../interviews/interview-view.ts';
import {
  type InterviewCreation,
  type InterviewRecord,
  InterviewsRepository,
} from '../interviews/interviews.repository.ts';
import { createRoomName } from '../interviews/room-name.ts';
import { PaymentsService } from '../payments/payments.service.ts';
import { Clock } from '../platform/clock.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import { AppError, notFound } from '../platform/http/app-error.ts';
import { RequestQuota } from '../platform/http/request-quota.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import { BookingRepository } from './booking.repository.ts';
import { SlotTaking } from './slot-taking.ts';

/** Bookings of one account: enough for somebody who tries several times, too few to empty a calendar. */
const BOOKING_QUOTA = { name: 'booking', points: 30, seconds: 600 };

/** Slots that one account may keep at a time without having paid. */
const OPEN_HOLDS = 3;

/** Interviews that cost nothing and that one account may have ahead of it. */
const FREE_AHEAD = 5;

const MINUTE_MS = 60_000;

/** Hold, pay, book. */
@Injectable()
export class BookingService {
  private readonly logger = new Logger(BookingService.name);

  constructor(
    private readonly database: Database,
    private readonly repository: BookingRepository,
    private readonly interviews: InterviewsRepository,
    private readonly lifecycle: InterviewLifecycle,
    private readonly catalogue: InterviewTypesService,
    private readonly availability: AvailabilityService,
    private readonly slots: SlotTaking,
    private readonly payments: PaymentsService,
    private readonly outbox: Outbox,
    private readonly quota: RequestQuota,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes a slot for the candidate and starts its payment; free types are booked at once. The same idempotency key answers the same
   * booking again, and `hold-expired` once that booking fell through: another try is another booking.
   */
  async book(candidateId: string, input: BookingInput): Promise<Booking> {
    const earlier = await this.interviews.findByIdempotencyKey(candidateId, input.idempotencyKey);
    if (earlier) return this.repeat(earlier, input);
    await this.quota.take(BOOKING_QUOTA, candidateId);
    const type = await this.catalogue.bookable(input.interviewTypeId);
    let interviewId: string;
    try {
      interviewId = await this.take(candidateId, type, input);
    } catch (failure) {
      // The same request twice at the same time: the other one made the booking, and may have taken the last slot.
      const twin = await this.interviews.findByIdempotencyKey(candidateId, input.idempotencyKey);
      if (twin) return this.repeat(twin, input);
      throw failure;
    }
    this.logger.log({ interviewId }, 'A slot was taken');
    await this.outbox.flush(interviewId);
    return this.answer(interviewId);
  }

  /** Where to pay a booking whose hold is still open. */
  async resumeCheckout(candidateId: string, interviewId: string): Promise<Booking> {
    const interview = await this.owned(candidateId, interviewId);
    if (interview.status === 'expired' || this.hasLapsed(interview)) throw holdExpired();
    if (interview.status !== 'held')
      throw new AppError('state-conflict', 'There is nothing to pay for this interview.');
    return this.answer(interviewId);
  }

  /** Gives a hold up: the slot is free again at once. */
  async release(candidateId: string, interviewId: string): Promise<Interview> {
    const interview = await this.owned(candidateId, interviewId);
    if (interview.status !== 'held')
      throw new AppError('state-conflict', 'Only a slot that is still kept can be given up.');
    await this.cancelHold(interviewId, {
      actor: 'candidate',
      cause: 'given-up',
      event: { reason: 'given-up', by: 'candidate' },
    });
    return toInterview(await this.owned(candidateId, interviewId));
  }

  /** @throws AppError `not-found` for an interview of somebody else. */
  async owned(candidateId: string, interviewId: string): Promise<InterviewRecord> {
    const interview = await this.interviews.findOwned(interviewId, candidateId);
    if (!interview) throw notFound('booking');
    return interview;
  }

  private async take(candidateId: string, type: InterviewType, input: BookingInput): Promise<string> {
    const wish = this.wishFor(type, input);
    const interviewerIds = await this.availability.candidatesFor(wish);
    const interviewId = await this.slots.takeFirst(interviewerIds, wish, async (tx, interviewerId) => {
      await this.refuseHoarding(tx, candidateId, type);
      return this.create(tx, { candidateId, interviewerId, type, input, wish });
    });
    if (interviewId !== undefined) return interviewId;
    throw input.startsAt === null
      ? new AppError('nobody-available', 'Nobody is free right now. Choose a time instead.')
      : new AppError('slot-taken', 'Somebody else has just taken this slot. Choose another one.');
  }

  private wishFor(type: InterviewType, input: BookingInput): SlotWish {
    const startsAt = input.startsAt === null ? null : new Date(input.startsAt);
    return {
      interviewerId: input.interviewerId,
      startsAt,
      durationMinutes: startsAt === null ? instantMinutes(type) : type.durationMinutes,
    };
  }

  private async refuseHoarding(tx: Transaction, candidateId: string, type: InterviewType): Promise<void> {
    await this.repository.lockCandidate(tx, candidateId);
    const now = this.clock.now();
    if (type.priceMinor === 0) {
      if ((await this.interviews.countFreeAhead(tx, candidateId, now)) < FREE_AHEAD) return;
      throw new AppError(
        'too-many-holds',
        'You have several free interviews ahead already. Book the next one when one of them is over.',
      );
    }
    if ((await this.interviews.countOpenHolds(tx, candidateId, now)) < OPEN_HOLDS) return;
    throw new AppError(
      'too-many-holds',
      'You keep several slots unpaid already. Pay or give up one of them first.',
    );
  }

  private create(
    tx: Transaction,
    {
      candidateId,
      interviewerId,
      type,
      input,
      wish,
    }: {
      candidateId: string;
      interviewerId: string;
      type: InterviewType;
      input: BookingInput;
      wish: SlotWish;
    },
  ): Promise<string> {
    const now = this.clock.now();
    const free = type.priceMinor === 0;
    const scheduledAt = wish.startsAt ?? now;
    const interview: InterviewCreation = {
      candidateId,
      interviewerId,
      interviewTypeId: type.id,
      typeName: type.name,
      durationMinutes: type.durationMinutes,
      priceMinor: type.priceMinor,
      currency: type.currency,
      policy: type.policy,
      jobRole: input.jobRole,
      experienceLevel: input.experienceLevel,
      focus: input.focus,
      instant: wish.startsAt === null,
      scheduledAt,
      endsAt: new Date(scheduledAt.getTime() + wish.durationMinutes * MINUTE_MS),
      candidateTimeZone: input.timeZone,
      candidateLocale: input.locale,
      idempotencyKey: input.idempotencyKey,
    };
    if (free) {
      return this.lifecycle.create(
        tx,
        { ...interview, roomName: createRoomName() },
        {
          to: 'scheduled',
          actor: 'candidate',
          cause: 'booked-free',
          event: { scheduleVersion: 0, late: false },
        },
      );
    }
    const holdExpiresAt = new Date(now.getTime() + HOLD_SECONDS * 1000);
    return this.lifecycle.create(
      tx,
      { ...interview, holdExpiresAt },
      { to: 'held', actor: 'candidate', cause: 'booked', event: {} },
    );
  }

  /** What was moved since has no trace of the time that it was booked for. */
  private isSameTime(
    { scheduleVersion, instant, scheduledAt }: InterviewRecord,
    { startsAt }: BookingInput,
  ): boolean {
    if (scheduleVersion > 0) return true;
    return startsAt === null ? instant : !instant && scheduledAt.getTime() === new Date(startsAt).getTime();
  }

  private repeat(earlier: InterviewRecord, input: BookingInput): Promise<Booking> {
    const same =
      earlier.interviewTypeId === input.interviewTypeId &&
      earlier.jobRole === input.jobRole &&
      earlier.experienceLevel === input.experienceLevel &&
      earlier.focus === input.focus &&
      this.isSameTime(earlier, input) &&
      (input.interviewerId === null || earlier.interviewerId === input.interviewerId);
    if (!same)
      throw new AppError(
        'idempotency-conflict',
        'This key was used for another booking. Start the booking anew.',
      );
    const fellThrough = earlier.status === 'expired' || earlier.status === 'cancelled';
    if (fellThrough || this.hasLapsed(earlier)) throw holdExpired();
    return this.answer(earlier.id);
  }

  /** The booking as it stands, with the address to pay at while it is held. */
  private async answer(interviewId: string): Promise<Booking> {
    const interview = await this.existing(interviewId);
    if (interview.status !== 'held' || this.hasLapsed(interview)) {
      return { interview: toInterview(interview), checkoutUrl: null };
    }
    const checkoutUrl = await this.startCheckout(interviewId);
    // Read again: the payment has begun, or is over already.
    return { interview: toInterview(await this.existing(interviewId)), checkoutUrl };
  }

  /** A slot that cannot be paid is not kept: the same will be refused again. */
  private async startCheckout(interviewId: string): Promise<string> {
    try {
      return await this.payments.startCheckout(interviewId);
    } catch (failure) {
      if (failure instanceof AppError && failure.code === 'payment-not-possible') {
        await this.cancelHold(interviewId, {
          actor: 'payment',
          cause: 'price-refused',
          event: { reason: 'payment-not-possible', by: 'payment' },
        });
      }
      throw failure;
    }
  }

  private async cancelHold(interviewId: string, why: Omit<Transition<'cancelled'>, 'to'>): Promise<void> {
    await this.database.transaction((tx) =>
      this.lifecycle.transition(tx, interviewId, 'held', { to: 'cancelled', ...why }),
    );
    this.logger.log({ interviewId, reason: why.event.reason }, 'A slot was let go of');
    await this.outbox.flush(interviewId);
  }

  private async existing(interviewId: string): Promise<InterviewRecord> {
    const interview = await this.interviews.find(interviewId);
    if (!interview) throw notFound('booking');
    return interview;
  }

  private hasLapsed({ status, holdExpiresAt }: InterviewRecord): boolean {
    return status === 'held' && holdExpiresAt !== null && holdExpiresAt <= this.clock.now();
  }
}

const holdExpired = (): AppError =>
  new AppError('hold-expired', 'The slot was kept for ten minutes and is free again. Book once more.');

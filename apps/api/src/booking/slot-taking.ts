import { Injectable } from '@nestjs/common';
import { AvailabilityService, type SlotWish } from '../availability/availability.service.ts';
import { InterviewLifecycle } from '../interviews/interview-lifecycle.service.ts';
import { Clock } from '../platform/clock.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import { isOverlap } from '../platform/database/database-errors.ts';
import { BookingRepository } from './booking.repository.ts';

/** Takes an interviewer's time, one taker at a time. */
@Injectable()
export class SlotTaking {
  constructor(
    private readonly database: Database,
    private readonly repository: BookingRepository,
    private readonly availability: AvailabilityService,
    private readonly lifecycle: InterviewLifecycle,
    private readonly clock: Clock,
  ) {}

  /**
   * Tries the interviewers one after the other, each in a transaction of its own, until `take` succeeds with one that is free.
   *
   * @returns what `take` returned, or undefined when nobody is free.
   */
  async takeFirst<T>(
    interviewerIds: readonly string[],
    wish: SlotWish,
    take: (tx: Transaction, interviewerId: string) => Promise<T>,
  ): Promise<T | undefined> {
    for (const interviewerId of interviewerIds) {
      try {
        const taken = await this.database.transaction(async (tx) => {
          await this.clearLapsed(tx, interviewerId);
          return (await this.availability.isFree(tx, interviewerId, wish))
            ? { value: await take(tx, interviewerId) }
            : undefined;
        });
        if (taken) return taken.value;
      } catch (failure) {
        // The constraint is the rule, our check was only courtesy.
        if (!isOverlap(failure)) throw failure;
      }
    }
    return undefined;
  }

  /** Locks the interviewer's calendar for this transaction and lets go of holds that have lapsed. */
  async clearLapsed(tx: Transaction, interviewerId: string): Promise<void> {
    await this.repository.lockInterviewer(tx, interviewerId);
    for (const id of await this.repository.lockLapsedHolds(tx, interviewerId, this.clock.now()))
      await this.expire(tx, id);
  }

  async expire(tx: Transaction, interviewId: string): Promise<void> {
    await this.lifecycle.transition(tx, interviewId, 'held', {
      to: 'expired',
      actor: 'system',
      cause: 'lapsed',
      event: {},
    });
  }
}

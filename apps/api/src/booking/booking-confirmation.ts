import { Injectable } from '@nestjs/common';
import { decideConfirmedPayment, type LateSlot, type PaymentDecision } from '@greenroom/domain';
import { AvailabilityService } from '../availability/availability.service.ts';
import { InterviewLifecycle } from '../interviews/interview-lifecycle.service.ts';
import { statusOf } from '../interviews/interview-view.ts';
import { type InterviewRecord, InterviewsRepository } from '../interviews/interviews.repository.ts';
import { createRoomName } from '../interviews/room-name.ts';
import { Clock } from '../platform/clock.ts';
import type { Transaction } from '../platform/database/database.ts';
import { SlotTaking } from './slot-taking.ts';

/** Turns a confirmed payment into a scheduled interview, or says why it cannot be one. */
@Injectable()
export class BookingConfirmation {
  constructor(
    private readonly interviews: InterviewsRepository,
    private readonly lifecycle: InterviewLifecycle,
    private readonly availability: AvailabilityService,
    private readonly slots: SlotTaking,
    private readonly clock: Clock,
  ) {}

  /**
   * Books what was paid for, within the transaction that records the payment. Asking again changes nothing.
   *
   * An interview for "now" starts when it is paid: its hold was long enough to cover the whole interview from then on.
   */
  async confirmPaid(tx: Transaction, interviewId: string): Promise<PaymentDecision> {
    const known = await this.interviews.find(interviewId, tx);
    if (!known) throw new Error(`A payment for the unknown interview ${interviewId}`);
    // The calendar before the row: the same order in which slots are taken, so that the two cannot wait for each other.
    await this.slots.clearLapsed(tx, known.interviewerId);
    const interview = await this.interviews.lock(tx, interviewId);
    if (!interview) throw new Error(`The interview ${interviewId} vanished while it was paid`);

    const now = this.clock.now();
    const times = timesFrom(interview, now);
    const status = statusOf(interview);
    const slot =
      status === 'expired' ? await this.lateSlot(tx, interview, times) : ('free' satisfies LateSlot);
    const decision = decideConfirmedPayment({ status, startsAt: times.scheduledAt, slot, now });
    if (decision.kind !== 'schedule') return decision;
    const late = status === 'expired';
    await this.lifecycle.transition(
      tx,
      interviewId,
      status,
      {
        to: 'scheduled',
        actor: 'payment',
        cause: late ? 'paid-late' : 'paid',
        event: { scheduleVersion: interview.scheduleVersion, late },
      },
      { ...times, roomName: createRoomName(), holdExpiresAt: null },
    );
    return decision;
  }

  private lateSlot(tx: Transaction, interview: InterviewRecord, times: Times): Promise<LateSlot> {
    const { interviewerId, instant } = interview;
    return this.availability.lateSlot(tx, interviewerId, {
      start: times.scheduledAt,
      end: times.endsAt,
      instant,
    });
  }
}

interface Times {
  readonly scheduledAt: Date;
  readonly endsAt: Date;
}

function timesFrom(interview: InterviewRecord, now: Date): Times {
  const { scheduledAt, endsAt, instant, durationMinutes } = interview;
  if (!instant) return { scheduledAt, endsAt };
  return { scheduledAt: now, endsAt: new Date(now.getTime() + durationMinutes * 60_000) };
}

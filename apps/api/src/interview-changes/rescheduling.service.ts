import { Injectable } from '@nestjs/common';
import { rescheduleRefusal } from '@greenroom/domain';
import { AccessLinks } from '../access-links/access-links.service.ts';
import { AuditLog } from '../audit/audit-log.ts';
import { AvailabilityService } from '../availability/availability.service.ts';
import { SlotTaking } from '../booking/slot-taking.ts';
import { RoomClosing } from '../conference/room-closing.ts';
import { demandParty, type InterviewParty } from '../interviews/interview-party.ts';
import { type InterviewRecord, InterviewsRepository } from '../interviews/interviews.repository.ts';
import { SessionOutcomes } from '../interviews/session-outcomes.ts';
import { Clock } from '../platform/clock.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import { isOverlap } from '../platform/database/database-errors.ts';
import { AppError, notFound } from '../platform/http/app-error.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import { changeQuestion, demandAllowed, demandSeenTimes } from './change-terms.ts';

const MINUTE_MS = 60_000;

/** What somebody wants who moves an interview. */
export interface ReschedulingWish {
  readonly startsAt: Date;
  /** Of the times that they saw. */
  readonly scheduleVersion: number;
  /** In their own words; null when they gave none. */
  readonly reason: string | null;
}

/** Moves what is booked to another time of the same interviewer. The status stays, and so does the payment. */
@Injectable()
export class Rescheduling {
  constructor(
    private readonly database: Database,
    private readonly interviews: InterviewsRepository,
    private readonly availability: AvailabilityService,
    private readonly slots: SlotTaking,
    private readonly links: AccessLinks,
    private readonly outcomes: SessionOutcomes,
    private readonly closing: RoomClosing,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Moves an interview. Of two who take the same time, one gets it: the calendar is locked, and the database's constraint decides.
   *
   * @throws AppError `not-found`; `state-conflict`; `policy-refused`; `slot-taken`.
   */
  async reschedule(
    party: InterviewParty,
    interviewId: string,
    wish: ReschedulingWish,
  ): Promise<InterviewRecord> {
    try {
      await this.database.transaction((tx) => this.move(tx, party, interviewId, wish));
    } catch (failure) {
      throw isOverlap(failure) ? slotTaken() : failure;
    }
    await this.outbox.flush(interviewId);
    // Whoever was in the room for the old time is early now.
    await this.closing.announce(interviewId);
    const moved = await this.interviews.find(interviewId);
    if (!moved) throw notFound('interview');
    return moved;
  }

  private async move(
    tx: Transaction,
    party: InterviewParty,
    interviewId: string,
    { startsAt, scheduleVersion, reason }: ReschedulingWish,
  ): Promise<void> {
    const known = demandParty(await this.interviews.find(interviewId, tx), party);
    // The calendar before the row: the same order in which slots are taken, so that the two cannot wait for each other.
    await this.slots.clearLapsed(tx, known.interviewerId);
    const interview = demandParty(await this.interviews.lock(tx, interviewId), party);
    const now = this.clock.now();
    demandAllowed(rescheduleRefusal(changeQuestion(interview, party.side, now)));
    demandSeenTimes(interview, scheduleVersion);
    const { durationMinutes, scheduledAt: previousStart } = interview;
    const isSame = startsAt.getTime() === previousStart.getTime();
    if (isSame || !(await this.availability.isFreeForMove(tx, interview, startsAt))) throw slotTaken();

    const version = scheduleVersion + 1;
    const endsAt = new Date(startsAt.getTime() + durationMinutes * MINUTE_MS);
    await this.interviews.reschedule(
      tx,
      {
        scheduledAt: startsAt,
        endsAt,
        instant: false,
        scheduleVersion: version,
        ...(party.side === 'candidate' && { reschedules: { increment: 1 } }),
      },
      { interviewId, version, previousStart, start: startsAt, actor: party.side, reason, at: now },
    );
    if (interview.proposedOutcome !== null || interview.evidenceGapSince !== null) {
      await this.outcomes.withdrawProposal(tx, interviewId);
    }
    await this.links.follow(tx, { id: interviewId, endsAt });
    if (party.side === 'admin') {
      await this.audit.record(tx, {
        actorId: party.accountId,
        action: 'interview.rescheduled',
        subject: `interview:${interviewId}`,
        details: { reason, from: previousStart.toISOString(), to: startsAt.toISOString() },
      });
    }
    await this.outbox.publish(tx, 'interview.rescheduled', interviewId, {
      scheduleVersion: version,
      previousStart: previousStart.toISOString(),
      by: party.side,
    });
  }
}

const slotTaken = (): AppError =>
  new AppError('slot-taken', 'The interviewer is not free at that time (any more). Choose another one.');

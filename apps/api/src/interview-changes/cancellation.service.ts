import { Injectable } from '@nestjs/common';
import { cancellationRefusal } from '@greenroom/domain';
import { AuditLog } from '../audit/audit-log.ts';
import { RoomClosing } from '../conference/room-closing.ts';
import { InterviewLifecycle } from '../interviews/interview-lifecycle.service.ts';
import { demandParty, type InterviewParty } from '../interviews/interview-party.ts';
import { type InterviewRecord, InterviewsRepository } from '../interviews/interviews.repository.ts';
import { Clock } from '../platform/clock.ts';
import { Database } from '../platform/database/database.ts';
import { AppError, notFound } from '../platform/http/app-error.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import { changeQuestion, demandAllowed, demandSeenTimes, toChangeTerms } from './change-terms.ts';

/** What somebody agreed to who cancels. */
export interface CancellationWish {
  readonly scheduleVersion: number;
  /** Minor units that they were told would go back; null where nothing was said of money. */
  readonly refundMinor: number | null;
  /** In their own words; null when they gave none. */
  readonly reason: string | null;
}

/** Cancels what is booked. The money and the mails follow from the event. */
@Injectable()
export class Cancellation {
  constructor(
    private readonly database: Database,
    private readonly interviews: InterviewsRepository,
    private readonly lifecycle: InterviewLifecycle,
    private readonly closing: RoomClosing,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Cancels an interview on the terms that were shown: had they changed meanwhile, for example because the free time ran out, nothing
   * happens. Its room closes, should somebody be in it.
   *
   * @throws AppError `not-found`; `state-conflict`; `policy-refused`.
   */
  async cancel(party: InterviewParty, interviewId: string, wish: CancellationWish): Promise<InterviewRecord> {
    await this.database.transaction(async (tx) => {
      const interview = demandParty(await this.interviews.lock(tx, interviewId), party);
      const now = this.clock.now();
      demandAllowed(cancellationRefusal(changeQuestion(interview, party.side, now)));
      demandSeenTimes(interview, wish.scheduleVersion);
      const { refund, rule } = toChangeTerms(interview, party.side, now).cancel;
      if (wish.refundMinor !== (refund?.amountMinor ?? null)) {
        throw new AppError('state-conflict', 'What goes back has changed meanwhile. Look again.');
      }
      await this.lifecycle.transition(tx, interviewId, 'scheduled', {
        to: 'cancelled',
        actor: party.side,
        cause: `cancelled-by-${party.side}`,
        reason: wish.reason,
        event: { reason: 'cancelled', by: party.side },
      });
      if (party.side === 'admin') {
        await this.audit.record(tx, {
          actorId: party.accountId,
          action: 'interview.cancelled',
          subject: `interview:${interviewId}`,
          details: { reason: wish.reason, refundMinor: wish.refundMinor, rule },
        });
      }
    });
    await this.outbox.flush(interviewId);
    await this.closing.announce(interviewId);
    const cancelled = await this.interviews.find(interviewId);
    if (!cancelled) throw notFound('interview');
    return cancelled;
  }
}

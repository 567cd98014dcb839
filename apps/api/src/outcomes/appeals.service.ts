import { Injectable } from '@nestjs/common';
import { APPEAL_DAYS, type Receipt } from '@greenroom/contracts';
import { AdminTasks } from '../admin-tasks/admin-tasks.service.ts';
import { demandParty, type InterviewParty } from '../interviews/interview-party.ts';
import { type InterviewRecord, InterviewsRepository } from '../interviews/interviews.repository.ts';
import { Clock } from '../platform/clock.ts';
import { Database } from '../platform/database/database.ts';
import { AppError } from '../platform/http/app-error.ts';
import { Receipts } from './receipts.service.ts';

const DAY_MS = 24 * 3_600_000;

/** Objections of the two sides to what was decided about their interview. */
@Injectable()
export class Appeals {
  constructor(
    private readonly database: Database,
    private readonly interviews: InterviewsRepository,
    private readonly tasks: AdminTasks,
    private readonly receipts: Receipts,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes a side's objection, one for each: an administrator looks at it.
   *
   * @throws AppError `not-found`; `state-conflict` when there is no outcome (yet), it is too long ago, or they have objected already.
   */
  async appeal(
    party: Exclude<InterviewParty, { side: 'admin' }>,
    interviewId: string,
    text: string,
  ): Promise<Receipt> {
    await this.database.transaction(async (tx) => {
      const interview = demandParty(await this.interviews.lock(tx, interviewId), party);
      this.demandOpen(interview);
      if (await this.tasks.findAppeal(interviewId, party.side, tx)) {
        throw new AppError('state-conflict', 'You have objected already. An administrator looks at it.');
      }
      await this.tasks.open(tx, { interviewId, kind: 'appeal', openedBy: party.side, text });
    });
    return this.receipts.receiptFor(party, interviewId);
  }

  private demandOpen({ outcome, endsAt }: InterviewRecord): void {
    if (outcome === null) throw new AppError('state-conflict', 'Nothing is decided yet.');
    if (this.clock.now().getTime() >= endsAt.getTime() + APPEAL_DAYS * DAY_MS) {
      throw new AppError('state-conflict', 'The time for objecting is over.');
    }
  }
}

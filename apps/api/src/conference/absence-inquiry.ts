import { Injectable, Logger } from '@nestjs/common';
import type { RoomOccupants } from '@greenroom/contracts';
import { evidenceRetryAt } from '@greenroom/domain';
import { SessionOutcomes } from '../interviews/session-outcomes.ts';
import { Clock } from '../platform/clock.ts';
import type { Transaction } from '../platform/database/database.ts';
import { ConferenceControl } from './conference-control.ts';
import { PresenceLedger } from './presence-ledger.ts';
import type { RoomRecord } from './rooms.repository.ts';

/** What came of asking who is in a room. `no-control`: there is nobody to ask, here and ever. */
export type InquiryAnswer = RoomOccupants['occupants'] | 'not-asked' | 'unanswered' | 'no-control';

/**
 * Asks the signalling server before an absence is decided. Its reports may be held up for longer than any grace: to the ledger a session that goes on looks like nobody
 * came, and only the server itself knows better.
 */
@Injectable()
export class AbsenceInquiry {
  private readonly logger = new Logger(AbsenceInquiry.name);

  constructor(
    private readonly control: ConferenceControl,
    private readonly ledger: PresenceLedger,
    private readonly outcomes: SessionOutcomes,
    private readonly clock: Clock,
  ) {}

  /** Never in a transaction: it may take seconds. */
  async ask(room: RoomRecord): Promise<InquiryAnswer> {
    if (!this.control.available) return 'no-control';
    try {
      return await this.control.occupantsOf(room);
    } catch (failure) {
      this.logger.warn(
        { err: failure, interviewId: room.id },
        'An absence could not be asked about; tried again',
      );
      return 'unanswered';
    }
  }

  /**
   * Puts an answer beside the ledger of a room that the transaction has locked. Returns whether the ledger can be believed: it was asked about and agrees, or is all there is.
   */
  async weigh(tx: Transaction, room: RoomRecord, answer: InquiryAnswer): Promise<boolean> {
    if (answer === 'no-control') return true;
    if (answer === 'not-asked' || answer === 'unanswered') return false;
    const agrees = await this.ledger.recordPresent(tx, room, answer);
    if (agrees && room.evidenceGapSince !== null) {
      await this.outcomes.awaitEvidence(tx, room.id, { since: null, retryAt: null });
    }
    return agrees;
  }

  /** Puts a decision off until the server is asked again; false when that has been done for long enough. */
  async putOff(tx: Transaction, room: RoomRecord): Promise<boolean> {
    const now = this.clock.now();
    const since = room.evidenceGapSince ?? now;
    const retryAt = evidenceRetryAt(since, now);
    await this.outcomes.awaitEvidence(tx, room.id, { since, retryAt });
    return retryAt !== null;
  }
}

import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import type { RoomOccupants } from '@greenroom/contracts';
import {
  bothPresentSince,
  isLedgerComplete,
  type OccupantStay,
  sessionSeconds,
  verdictOfSession,
} from '@greenroom/domain';
import { AdminTasks } from '../admin-tasks/admin-tasks.service.ts';
import { InterviewLifecycle } from '../interviews/interview-lifecycle.service.ts';
import { SessionOutcomes } from '../interviews/session-outcomes.ts';
import { Clock } from '../platform/clock.ts';
import type { Transaction } from '../platform/database/database.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import { type LedgerChanges, type LedgerRow, PresenceRepository } from './presence.repository.ts';
import { compareLedger, joiningOf, missingIn, type RoomEvent, staysOf } from './presence-reports.ts';
import { sideOfUser } from './room-participants.ts';
import { type RoomRecord, RoomsRepository } from './rooms.repository.ts';

/**
 * Who was in which room and when: the evidence for status and duration. Events are kept as they came; the ledger is worked out anew
 * from all of a room's events whenever there are more, so that it does not matter how often, how late or in which order they come.
 *
 * Every room that is passed in is locked by the transaction.
 */
@Injectable()
export class PresenceLedger {
  private readonly logger = new Logger(PresenceLedger.name);

  constructor(
    private readonly rooms: RoomsRepository,
    private readonly repository: PresenceRepository,
    private readonly lifecycle: InterviewLifecycle,
    private readonly outcomes: SessionOutcomes,
    private readonly tasks: AdminTasks,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Takes events of a room. Returns how many of them were new. */
  async record(tx: Transaction, room: RoomRecord, events: readonly RoomEvent[]): Promise<number> {
    const added = await this.repository.insertEvents(tx, room.roomName, events, this.clock.now());
    if (added > 0) await this.settle(tx, room);
    return added;
  }

  /**
   * Takes what the signalling server answered to the question who is in a room. Whoever the ledger misses has joined: their report is late.
   * Returns whether the two agree now; if not, reports are under way.
   */
  async recordPresent(
    tx: Transaction,
    room: RoomRecord,
    occupants: RoomOccupants['occupants'],
  ): Promise<boolean> {
    const present = occupants.filter(({ userId }) => sideOfUser(userId, room.id) !== null);
    const missing = missingIn(await this.repository.staysOf(room.id, tx), present);
    if (missing.length > 0) {
      this.logger.warn({ interviewId: room.id, missing: missing.length }, 'Somebody is in a room unreported');
      await this.record(tx, room, missing.map(joiningOf));
    }
    const stays = await this.repository.staysOf(room.id, tx);
    return isLedgerComplete(
      stays,
      present.map(({ id }) => id),
    );
  }

  /** Writes down that a room is gone, for when the signalling server can no longer tell. */
  async recordEnd(tx: Transaction, room: RoomRecord, at: Date): Promise<void> {
    const known = await this.repository.eventsOf(tx, room.roomName);
    const end: RoomEvent = {
      id: randomUUID(),
      sequence: Math.max(0, ...known.map(({ sequence }) => sequence)) + 1,
      type: 'room-destroyed',
      occupantId: null,
      userId: null,
      occurredAt: at,
    };
    await this.record(tx, room, [end]);
  }

  /** Makes the ledger, and what the interview says of it, agree with every event so far. */
  private async settle(tx: Transaction, room: RoomRecord): Promise<void> {
    const stays = staysOf(room.id, await this.repository.eventsOf(tx, room.roomName));
    const ledger = await this.repository.staysOf(room.id, tx);
    const changes = compareLedger(ledger, stays);
    await this.repository.change(tx, room.id, changes);
    await this.tell(tx, room.id, ledger, changes);
    await this.conclude(tx, room, stays);
  }

  /** Says who came and who left, once for each stay: what only corrects the ledger is no news. */
  private async tell(
    tx: Transaction,
    interviewId: string,
    ledger: readonly LedgerRow[],
    { added, ended }: LedgerChanges,
  ): Promise<void> {
    const open = new Map(ledger.filter(({ leftAt }) => leftAt === null).map((row) => [row.id, row]));
    for (const { role, joinedAt } of added)
      await this.outbox.publish(tx, 'person.joined', interviewId, { role, at: joinedAt.toISOString() });
    const left = [...added, ...ended.map(({ id, leftAt }) => ({ role: open.get(id)?.role, leftAt }))];
    for (const { role, leftAt } of left)
      if (role && leftAt)
        await this.outbox.publish(tx, 'person.left', interviewId, { role, at: leftAt.toISOString() });
  }

  private async conclude(tx: Transaction, room: RoomRecord, stays: readonly OccupantStay[]): Promise<void> {
    const metAt = bothPresentSince(stays);
    if (!metAt) return;
    const { id, status, startedAt, completedAt } = room;
    if (status === 'scheduled') {
      const started = {
        to: 'in-progress',
        actor: 'presence',
        cause: 'met',
        event: {},
      } as const;
      await this.lifecycle.transition(tx, id, status, started, { startedAt: metAt });
      if (room.proposedOutcome !== null || room.evidenceGapSince !== null) {
        await this.outcomes.withdrawProposal(tx, id);
      }
      return;
    }
    if (status === 'cancelled' || status === 'no-show') {
      if (status === 'no-show') {
        await this.tasks.open(tx, { interviewId: id, kind: 'late-evidence', openedBy: 'system' });
      }
      this.logger.warn(
        { interviewId: id, status, metAt },
        'Both met in the room of an interview that fell through',
      );
      return;
    }
    // An event that came late can move the beginning, and the seconds of a session that is completed already.
    const seconds = completedAt && sessionSeconds(stays, completedAt);
    const facts = {
      ...(startedAt?.getTime() !== metAt.getTime() && { startedAt: metAt }),
      ...(seconds !== null && seconds !== room.durationSeconds && { durationSeconds: seconds }),
    };
    if (Object.keys(facts).length > 0) await this.rooms.correct(tx, id, facts);
    if (seconds !== null) await this.judgeAgain(tx, room, seconds);
  }

  /** What was decided from evidence that was not all there is decided by all of it; an administrator's word stands. */
  private async judgeAgain(tx: Transaction, room: RoomRecord, durationSeconds: number): Promise<void> {
    const verdict = verdictOfSession({ durationSeconds, plannedSeconds: room.durationMinutes * 60 });
    const known = room.proposedOutcome ?? (room.outcomeBy === 'evidence' ? room.outcome : null);
    if (known !== null && known !== verdict) await this.outcomes.takeEvidence(tx, room, verdict);
  }
}

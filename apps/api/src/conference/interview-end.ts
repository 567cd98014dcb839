import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type Absence,
  decideSessionOutcome,
  LATE_REPORT_SECONDS,
  QUIET_SECONDS,
  ROOM_GRACE_MINUTES,
  type SessionOutcome,
  verdictOfAbsence,
  verdictOfSession,
} from '@greenroom/domain';
import { InterviewLifecycle } from '../interviews/interview-lifecycle.service.ts';
import { windowOf } from '../interviews/interview-view.ts';
import { SessionOutcomes } from '../interviews/session-outcomes.ts';
import { Clock } from '../platform/clock.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import type { DueRow, DueWork } from '../platform/due-work/due-work.ts';
import { DueWorkRegistry } from '../platform/due-work/due-work-registry.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import { PresenceRepository } from './presence.repository.ts';
import { RoomClosing } from './room-closing.ts';
import { type RoomRecord, RoomsRepository } from './rooms.repository.ts';

type Completed = Extract<SessionOutcome, { kind: 'completed' }>;

/** Ends interviews that nobody ended by hand, by what the presence ledger says once their planned end has passed. */
@Injectable()
export class InterviewEnd implements DueWork, OnModuleInit {
  readonly kind = 'interview-end';
  readonly lane = 'prompt';

  constructor(
    private readonly database: Database,
    private readonly rooms: RoomsRepository,
    private readonly presence: PresenceRepository,
    private readonly lifecycle: InterviewLifecycle,
    private readonly outcomes: SessionOutcomes,
    private readonly outbox: Outbox,
    private readonly closing: RoomClosing,
    private readonly registry: DueWorkRegistry,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.registry.register(this);
  }

  due(now: Date, limit: number): Promise<readonly DueRow[]> {
    const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
    return this.rooms.dueEnds(
      {
        now,
        closedBefore: ago(ROOM_GRACE_MINUTES * 60),
        graceSince: ago(LATE_REPORT_SECONDS),
        absentBefore: ago(ROOM_GRACE_MINUTES * 60 + QUIET_SECONDS),
        quietSince: ago(QUIET_SECONDS),
      },
      limit,
    );
  }

  async run(interviewId: string): Promise<void> {
    const ended = await this.database.transaction((tx) => this.conclude(tx, interviewId));
    if (!ended) return;
    await this.outbox.flush(interviewId);
    await this.closing.announce(interviewId);
  }

  private async conclude(tx: Transaction, interviewId: string): Promise<boolean> {
    const room = await this.rooms.lock(tx, interviewId);
    if (room?.status !== 'scheduled' && room?.status !== 'in-progress') return false;
    const { status } = room;
    const stays = await this.presence.staysOf(interviewId, tx);
    const { closesAt } = windowOf(room);
    const outcome = decideSessionOutcome({
      status,
      stays,
      startsAt: room.scheduledAt,
      endsAt: room.endsAt,
      closesAt,
      graceMinutes: room.policy.graceMinutes,
      now: this.clock.now(),
    });
    if (outcome.kind === 'open') return false;
    return outcome.kind === 'no-show'
      ? this.giveUp(tx, room, outcome.absent)
      : this.complete(tx, room, outcome);
  }

  /** Returns whether it is given up: where an administrator has the last word, it is only proposed. */
  private async giveUp(tx: Transaction, room: RoomRecord, absent: Absence): Promise<boolean> {
    if (room.proposedOutcome !== null) return false;
    await this.outcomes.takeEvidence(tx, room, verdictOfAbsence(absent));
    if (room.policy.outcomeMode === 'propose') return false;
    const reason = absent === 'both' ? 'The two did not meet' : `The ${absent} did not come`;
    const noShow = { to: 'no-show', actor: 'system', reason, event: { absent } } as const;
    await this.lifecycle.transition(tx, room.id, room.status, noShow, { absent });
    return true;
  }

  private async complete(
    tx: Transaction,
    room: RoomRecord,
    { completedAt, durationSeconds }: Completed,
  ): Promise<boolean> {
    const completed = {
      to: 'completed',
      actor: 'system',
      reason: 'Everybody has left, or the room is closed',
      event: { durationSeconds },
    } as const;
    const verdict = verdictOfSession({ durationSeconds, plannedSeconds: room.durationMinutes * 60 });
    await this.outcomes.takeEvidence(tx, room, verdict);
    await this.lifecycle.transition(tx, room.id, room.status, completed, { completedAt, durationSeconds });
    return true;
  }
}

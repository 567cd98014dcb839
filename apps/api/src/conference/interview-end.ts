import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  decideSessionOutcome,
  QUIET_SECONDS,
  ROOM_GRACE_MINUTES,
  type SessionOutcome,
} from '@greenroom/domain';
import { InterviewLifecycle } from '../interviews/interview-lifecycle.service.ts';
import { windowOf } from '../interviews/interview-view.ts';
import { Clock } from '../platform/clock.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import type { DueRow, DueWork } from '../platform/due-work/due-work.ts';
import { DueWorkRegistry } from '../platform/due-work/due-work-registry.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import { PresenceRepository } from './presence.repository.ts';
import { RoomClosing } from './room-closing.ts';
import { RoomsRepository } from './rooms.repository.ts';

type Ended = Exclude<SessionOutcome, { kind: 'open' }>;

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
    const { status, endsAt } = room;
    const stays = await this.presence.staysOf(interviewId, tx);
    const { closesAt } = windowOf(room);
    const outcome = decideSessionOutcome({ status, stays, endsAt, closesAt, now: this.clock.now() });
    if (outcome.kind === 'open') return false;
    await this.move(tx, interviewId, status, outcome);
    return true;
  }

  private move(
    tx: Transaction,
    interviewId: string,
    from: 'scheduled' | 'in-progress',
    outcome: Ended,
  ): Promise<void> {
    if (outcome.kind === 'no-show') {
      const { absent } = outcome;
      const reason = absent === 'both' ? 'The two did not meet' : `The ${absent} did not come`;
      return this.lifecycle.transition(
        tx,
        interviewId,
        from,
        { to: 'no-show', actor: 'system', reason, event: { absent } },
        { absent },
      );
    }
    const { completedAt, durationSeconds } = outcome;
    return this.lifecycle.transition(
      tx,
      interviewId,
      from,
      {
        to: 'completed',
        actor: 'system',
        reason: 'Everybody has left, or the room is closed',
        event: { durationSeconds },
      },
      { completedAt, durationSeconds },
    );
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { SessionVerdict } from '@greenroom/contracts';
import {
  decideSessionOutcome,
  isOver,
  LATE_REPORT_SECONDS,
  QUIET_SECONDS,
  restsOnAbsence,
  ROOM_GRACE_MINUTES,
  type SessionOutcome,
  type Stay,
  verdictOfAbsence,
  verdictOfSession,
} from '@greenroom/domain';
import { InterviewLifecycle } from '../interviews/interview-lifecycle.service.ts';
import { windowOf } from '../interviews/interview-view.ts';
import { SessionOutcomes } from '../interviews/session-outcomes.ts';
import { Clock } from '../platform/clock.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import type { Backlog } from '../platform/due-work/backlog.ts';
import type { DueRow, DueWork } from '../platform/due-work/due-work.ts';
import { DueWorkRegistry } from '../platform/due-work/due-work-registry.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import { AbsenceInquiry, type InquiryAnswer } from './absence-inquiry.ts';
import { PresenceRepository } from './presence.repository.ts';
import { RoomClosing } from './room-closing.ts';
import { type RoomRecord, RoomsRepository } from './rooms.repository.ts';

type Judged<Kind> = Extract<SessionOutcome, { kind: Kind }> & { readonly verdict: SessionVerdict };
type NoShow = Judged<'no-show'>;
type Completed = Judged<'completed'>;
type Judgement = NoShow | Completed;

/** Ends interviews that nobody ended by hand, by what the presence ledger says once their planned end has passed. */
@Injectable()
export class InterviewEnd implements DueWork, OnModuleInit {
  readonly kind = 'interview-end';
  readonly lane = 'outside';

  constructor(
    private readonly database: Database,
    private readonly rooms: RoomsRepository,
    private readonly presence: PresenceRepository,
    private readonly lifecycle: InterviewLifecycle,
    private readonly outcomes: SessionOutcomes,
    private readonly outbox: Outbox,
    private readonly closing: RoomClosing,
    private readonly inquiry: AbsenceInquiry,
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

  backlog(now: Date): Promise<Backlog> {
    return this.rooms.backlogOfEnds(now, {
      roomGrace: ROOM_GRACE_MINUTES * 60,
      quiet: QUIET_SECONDS,
      lateReport: LATE_REPORT_SECONDS,
    });
  }

  async run(interviewId: string): Promise<void> {
    const answer = await this.inquire(interviewId);
    const ended = await this.database.transaction((tx) => this.conclude(tx, interviewId, answer));
    await this.outbox.flush(interviewId);
    if (ended) await this.closing.announce(interviewId);
  }

  private async inquire(interviewId: string): Promise<InquiryAnswer> {
    const room = await this.rooms.find(interviewId);
    const judgement = room && this.judge(room, await this.presence.staysOf(interviewId));
    return judgement && restsOnAbsence(judgement.verdict) ? this.inquiry.ask(room) : 'not-asked';
  }

  /** Returns whether the interview is over. */
  private async conclude(tx: Transaction, interviewId: string, answer: InquiryAnswer): Promise<boolean> {
    const known = await this.rooms.lock(tx, interviewId);
    if (!known || isOver(known.status)) return false;
    const believed = await this.inquiry.weigh(tx, known, answer);
    // What was answered may have moved it on: the two have met.
    const room = (await this.rooms.lock(tx, interviewId)) ?? known;
    const judgement = this.judge(room, await this.presence.staysOf(interviewId, tx));
    if (!judgement) return false;
    const isCertain = believed || !restsOnAbsence(judgement.verdict);
    // The ledger has come to speak of an absence only now: that is asked about at the next look.
    if (!isCertain && answer === 'not-asked') return false;
    if (!isCertain && (await this.inquiry.putOff(tx, room))) return false;
    return judgement.kind === 'no-show'
      ? this.giveUp(tx, room, judgement, isCertain)
      : this.complete(tx, room, judgement, isCertain);
  }

  /** What the ledger says; null when it is too early to tell, or nothing is left to decide. */
  private judge(room: RoomRecord, stays: readonly Stay[]): Judgement | null {
    const { status } = room;
    if (status !== 'scheduled' && status !== 'in-progress') return null;
    const outcome = decideSessionOutcome({
      status,
      stays,
      startsAt: room.scheduledAt,
      endsAt: room.endsAt,
      closesAt: windowOf(room).closesAt,
      graceMinutes: room.policy.graceMinutes,
      now: this.clock.now(),
    });
    switch (outcome.kind) {
      case 'open':
        return null;
      case 'no-show':
        return { ...outcome, verdict: verdictOfAbsence(outcome.absent) };
      case 'completed': {
        const { durationSeconds } = outcome;
        const plannedSeconds = room.durationMinutes * 60;
        return { ...outcome, verdict: verdictOfSession({ durationSeconds, plannedSeconds }) };
      }
    }
  }

  /** Returns whether it is given up: where an administrator has the last word, or the evidence is not whole, it is only proposed. */
  private async giveUp(
    tx: Transaction,
    room: RoomRecord,
    { absent, verdict }: NoShow,
    isCertain: boolean,
  ): Promise<boolean> {
    if (room.proposedOutcome !== null) return false;
    await this.writeDown(tx, room, verdict, isCertain);
    if (!isCertain || room.policy.outcomeMode === 'propose') return false;
    const cause = `no-show-${absent}` as const;
    const noShow = { to: 'no-show', actor: 'system', cause, event: { absent } } as const;
    await this.lifecycle.transition(tx, room.id, room.status, noShow, { absent });
    return true;
  }

  private async complete(
    tx: Transaction,
    room: RoomRecord,
    { completedAt, durationSeconds, verdict }: Completed,
    isCertain: boolean,
  ): Promise<boolean> {
    const completed = {
      to: 'completed',
      actor: 'system',
      cause: 'left',
      event: { durationSeconds },
    } as const;
    await this.writeDown(tx, room, verdict, isCertain);
    await this.lifecycle.transition(tx, room.id, room.status, completed, { completedAt, durationSeconds });
    return true;
  }

  private writeDown(
    tx: Transaction,
    room: RoomRecord,
    verdict: SessionVerdict,
    isCertain: boolean,
  ): Promise<void> {
    return isCertain
      ? this.outcomes.takeEvidence(tx, room, verdict)
      : this.outcomes.propose(tx, room.id, verdict, 'evidence-missing');
  }
}

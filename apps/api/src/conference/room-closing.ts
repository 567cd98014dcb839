import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { isOver, QUIET_SECONDS, ROOM_OPENS_BEFORE_MINUTES } from '@greenroom/domain';
import { windowOf } from '../interviews/interview-view.ts';
import { Clock } from '../platform/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { Backlog } from '../platform/due-work/backlog.ts';
import type { DueRow, DueWork } from '../platform/due-work/due-work.ts';
import { DueWorkRegistry } from '../platform/due-work/due-work-registry.ts';
import { WakeUps } from '../platform/due-work/wake-ups.ts';
import { ConferenceControl } from './conference-control.ts';
import { PresenceLedger } from './presence-ledger.ts';
import { type RoomRecord, RoomsRepository } from './rooms.repository.ts';

/**
 * Closes the room of an interview that is over, or not yet to come any more. Nothing is planned for it: it is due for as long as the ledger says that somebody is in
 * the room of an interview that has ended, however it ended. So it survives every crash, and it also meets those who came in late with
 * a token from before.
 */
@Injectable()
export class RoomClosing implements DueWork, OnModuleInit {
  readonly kind = 'room-closing';
  readonly lane = 'outside';
  private readonly logger = new Logger(RoomClosing.name);

  constructor(
    private readonly database: Database,
    private readonly rooms: RoomsRepository,
    private readonly ledger: PresenceLedger,
    private readonly control: ConferenceControl,
    private readonly registry: DueWorkRegistry,
    private readonly wakeUps: WakeUps,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.registry.register(this);
  }

  /** Makes it prompt. Call it after the commit. */
  async announce(interviewId: string): Promise<void> {
    await this.wakeUps.announce({ kind: this.kind, id: interviewId });
  }

  due(now: Date, limit: number): Promise<readonly DueRow[]> {
    return this.rooms.dueClosings(this.opensBefore(now), limit);
  }

  backlog(now: Date): Promise<Backlog> {
    return this.rooms.backlogOfClosings(now, this.opensBefore(now));
  }

  async run(interviewId: string): Promise<void> {
    const room = await this.rooms.find(interviewId);
    if (!room || !this.isClosed(room) || !(await this.isGone(room))) return;
    await this.database.transaction(async (tx) => {
      const locked = await this.rooms.lock(tx, interviewId);
      if (locked) await this.ledger.recordEnd(tx, locked, this.clock.now());
    });
  }

  /** A room that opens after that is not open yet. */
  private opensBefore(now: Date): Date {
    return new Date(now.getTime() + ROOM_OPENS_BEFORE_MINUTES * 60_000);
  }

  /** Nobody belongs into the room: its interview is over, or was moved to a later time. */
  private isClosed(room: RoomRecord): boolean {
    return isOver(room.status) || this.clock.now() < windowOf(room).opensAt;
  }

  /** Ends the room. True when it is known to be gone without a report of its end to come. */
  private async isGone(room: RoomRecord): Promise<boolean> {
    // The signalling server ends a room with its reservation; whoever is still in the ledger was forgotten there.
    const forgottenAt = windowOf(room).closesAt.getTime() + QUIET_SECONDS * 1000;
    if (this.clock.now().getTime() >= forgottenAt) return true;
    if (!this.control.available) return false;
    try {
      return (await this.control.endRoom(room)) === 'unknown';
    } catch (failure) {
      this.logger.warn(
        { err: failure, interviewId: room.id },
        'The room of an interview could not be closed; tried again',
      );
      return false;
    }
  }
}

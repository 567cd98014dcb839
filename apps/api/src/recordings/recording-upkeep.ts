import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { isOver } from '@greenroom/domain';
import { AdminTasks } from '../admin-tasks/admin-tasks.service.ts';
import { ConferenceControl } from '../conference/conference-control.ts';
import { type RoomRecord, RoomsRepository } from '../conference/rooms.repository.ts';
import { windowOf } from '../interviews/interview-view.ts';
import { Clock } from '../platform/clock.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import type { Backlog } from '../platform/due-work/backlog.ts';
import type { DueRow, DueWork } from '../platform/due-work/due-work.ts';
import { DueWorkRegistry } from '../platform/due-work/due-work-registry.ts';
import { WakeUps } from '../platform/due-work/wake-ups.ts';
import {
  ASK_AGAIN_MS,
  ERASE_AGAIN_MS,
  fileMissingAt,
  GONE_MS,
  recorderGoneAt,
  tidyAt,
} from './recording-deadlines.ts';
import { RecordingEnd } from './recording-end.ts';
import { RecordingLifecycle } from './recording-lifecycle.service.ts';
import { statusOf } from './recording-view.ts';
import { type RecordingRecord, RecordingsRepository } from './recordings.repository.ts';
import { RECORDING_STORE, type RecordingStore } from './stores/recording-store.ts';

/** How long a worker has a recording for itself; one that dies loses it after that. */
const LEASE_MS = 120_000;

/**
 * What time does to recordings: a question that nobody answered, a recorder that is to leave or did not come, a file that does not come, and erasing
 * what is not to be kept. When it is due stands in the row.
 */
@Injectable()
export class RecordingUpkeep implements DueWork, OnModuleInit {
  readonly kind = 'recording-upkeep';
  readonly lane = 'outside';
  private readonly logger = new Logger(RecordingUpkeep.name);

  constructor(
    @Inject(RECORDING_STORE) private readonly store: RecordingStore | null,
    private readonly database: Database,
    private readonly rooms: RoomsRepository,
    private readonly repository: RecordingsRepository,
    private readonly lifecycle: RecordingLifecycle,
    private readonly end: RecordingEnd,
    private readonly control: ConferenceControl,
    private readonly tasks: AdminTasks,
    private readonly registry: DueWorkRegistry,
    private readonly wakeUps: WakeUps,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.registry.register(this);
  }

  /** Makes prompt what is due now or soon. Call it after the commit. */
  async announce({ id, nextCheckAt }: Pick<RecordingRecord, 'id' | 'nextCheckAt'>): Promise<void> {
    if (nextCheckAt) await this.wakeUps.announceAll([{ kind: this.kind, id, dueAt: nextCheckAt }]);
  }

  due(now: Date, limit: number): Promise<readonly DueRow[]> {
    return this.repository.due(now, limit);
  }

  backlog(now: Date): Promise<Backlog> {
    return this.repository.backlog(now);
  }

  async run(id: string): Promise<void> {
    const leasedUntil = this.later(LEASE_MS);
    const recording = await this.repository.claim(id, this.clock.now(), leasedUntil);
    const room = recording && (await this.rooms.find(recording.interviewId));
    if (!recording || !room) return;
    const next = await this.see(recording, room);
    if (next !== 'moved') await this.repository.lookAgain(id, leasedUntil, next);
  }

  /** Does what is due. Returns when the row is looked at again, or that a move has said so. */
  private see(recording: RecordingRecord, room: RoomRecord): Promise<Date | null | 'moved'> {
    switch (statusOf(recording)) {
      case 'asked':
      case 'permitted':
        return this.seeUnbegun(recording, room);
      case 'recording':
        return this.seeRecorder(recording, room);
      case 'declined':
        return this.sendAway(recording, room);
      case 'stopped':
        return this.seeMissing(recording);
      case 'ready':
        return this.seeRetention(recording);
      case 'erased':
        return this.erase(recording);
      case 'failed':
        return Promise.resolve(null);
    }
  }

  private async seeUnbegun(recording: RecordingRecord, room: RoomRecord): Promise<Date | 'moved'> {
    const { closesAt } = windowOf(room);
    if (!isOver(room.status) && this.clock.now() < closesAt) return closesAt;
    const changes = { nextCheckAt: null };
    return this.moveIn(recording, (tx, row) =>
      statusOf(row) === 'asked'
        ? this.lifecycle.move(tx, row, { to: 'declined', by: 'system', reason: 'room-closed', changes })
        : this.lifecycle.move(tx, row, { to: 'failed', by: 'system', reason: 'recorder-absent', changes }),
    );
  }

  /** The recorder leaves when it is asked to, or with its room; that it has left is told by the signalling server, as a rule. */
  private async seeRecorder(recording: RecordingRecord, room: RoomRecord): Promise<Date | 'moved'> {
    const now = this.clock.now();
    const { stopRequestedAt } = recording;
    const isGone =
      now >= recorderGoneAt(room) ||
      (stopRequestedAt !== null &&
        (await this.stop(room)) === 'unknown' &&
        now.getTime() - stopRequestedAt.getTime() >= GONE_MS);
    if (isGone)
      return this.moveIn(recording, (tx, row) => this.end.leave(tx, row, this.leftAt(row), 'system'));
    return stopRequestedAt ? this.later(ASK_AGAIN_MS) : recorderGoneAt(room);
  }

  /** Not before it came: the clock of the signalling server may be ahead of ours. */
  private leftAt({ startedAt }: RecordingRecord): Date {
    const now = this.clock.now();
    return startedAt && startedAt > now ? startedAt : now;
  }

  /** A recorder that came although the recording was given up. */
  private async sendAway(recording: RecordingRecord, room: RoomRecord): Promise<Date | null> {
    const isDone =
      recording.stopRequestedAt === null ||
      this.clock.now() >= recorderGoneAt(room) ||
      (await this.stop(room)) !== 'unreachable';
    return isDone ? null : this.later(ASK_AGAIN_MS);
  }

  private async seeMissing(recording: RecordingRecord): Promise<Date | 'moved'> {
    const missingAt = fileMissingAt(recording.stoppedAt ?? this.clock.now());
    if (this.clock.now() < missingAt) return missingAt;
    return this.moveIn(recording, async (tx, row) => {
      const failed = {
        to: 'failed',
        by: 'system',
        reason: 'file-missing',
        changes: { nextCheckAt: null },
      } as const;
      const { interviewId } = row;
      await this.tasks.open(tx, { interviewId, kind: 'recording-missing', openedBy: 'system' });
      return this.lifecycle.move(tx, row, failed);
    });
  }

  private async seeRetention(recording: RecordingRecord): Promise<Date | null | 'moved'> {
    const now = this.clock.now();
    if (recording.eraseAfter && now < recording.eraseAfter) return recording.eraseAfter;
    return this.moveIn(recording, (tx, row) =>
      this.lifecycle.move(tx, row, {
        to: 'erased',
        by: 'system',
        reason: 'retention',
        changes: { ...noFile, erasedAt: now, nextCheckAt: now },
      }),
    );
  }

  /** Once at once, and once more when every upload that was under way has ended. */
  private async erase({ id, erasedAt }: RecordingRecord): Promise<Date | null> {
    if (!this.store) {
      this.logger.error({ recordingId: id }, 'A recording is to be erased, and RECORDING_STORE is not set');
      return this.later(ERASE_AGAIN_MS);
    }
    try {
      await this.store.erase(id);
    } catch (failure) {
      this.logger.error({ err: failure, recordingId: id }, 'A recording was not erased; tried again');
      return this.later(ERASE_AGAIN_MS);
    }
    const last = erasedAt && tidyAt(erasedAt);
    return last && this.clock.now() < last ? last : null;
  }

  /** Moves a recording that is still as it was, under its lock; what the move says of its time is announced. */
  private async moveIn(
    { id, status }: RecordingRecord,
    move: (tx: Transaction, row: RecordingRecord) => Promise<RecordingRecord>,
  ): Promise<'moved'> {
    const moved = await this.database.transaction(async (tx) => {
      const row = await this.repository.lock(tx, id);
      return row?.status === status ? move(tx, row) : null;
    });
    if (moved) await this.announce(moved);
    return 'moved';
  }

  private async stop(room: RoomRecord): Promise<'stopped' | 'unknown' | 'unreachable'> {
    if (!this.control.available) return 'unreachable';
    try {
      return await this.control.stopRecording(room);
    } catch (failure) {
      this.logger.warn(
        { err: failure, interviewId: room.id },
        'A recorder could not be asked to leave; tried again',
      );
      return 'unreachable';
    }
  }

  private later(milliseconds: number): Date {
    return new Date(this.clock.now().getTime() + milliseconds);
  }
}

/** The facts of a file that is not there any more. */
export const noFile = { checksum: null, bytes: null, storedAt: null, eraseAfter: null };

import { Inject, Injectable, Logger } from '@nestjs/common';
import { type RecorderEvent, roomNameSchema } from '@greenroom/contracts';
import { decideRoomAccess, isAgreed } from '@greenroom/domain';
import { type RoomRecord, RoomsRepository } from '../conference/rooms.repository.ts';
import { windowOf } from '../interviews/interview-view.ts';
import { Clock } from '../platform/clock.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import { AppError } from '../platform/http/app-error.ts';
import { recorderGoneAt } from './recording-deadlines.ts';
import { RecordingEnd } from './recording-end.ts';
import { RecordingLifecycle } from './recording-lifecycle.service.ts';
import { RecordingUpkeep } from './recording-upkeep.ts';
import { consentsOf, statusOf } from './recording-view.ts';
import { type RecordingRecord, RecordingsRepository } from './recordings.repository.ts';
import { RECORDING_STORE, type RecordingStore } from './stores/recording-store.ts';

/** What the signalling server asks and tells of recorders. */
@Injectable()
export class RecorderReports {
  private readonly logger = new Logger(RecorderReports.name);

  constructor(
    @Inject(RECORDING_STORE) private readonly store: RecordingStore | null,
    private readonly database: Database,
    private readonly rooms: RoomsRepository,
    private readonly repository: RecordingsRepository,
    private readonly lifecycle: RecordingLifecycle,
    private readonly end: RecordingEnd,
    private readonly upkeep: RecordingUpkeep,
    private readonly clock: Clock,
  ) {}

  /**
   * Whether a recorder may come into a room now. Asked again while it is there, for one that comes back.
   *
   * @throws AppError `recording-refused` for every room in which not both have agreed.
   */
  async permit(name: string): Promise<string> {
    const room = await this.roomOf(name);
    const latest = room && this.store ? await this.repository.latest(room.id) : null;
    if (!room || !latest || !this.isOpen(room) || !isWanted(latest))
      throw new AppError('recording-refused', 'Not everybody in this room has agreed to be recorded.');
    return latest.id;
  }

  /** Takes events of any rooms, all of them or none. Returns how many were new. */
  async report(events: readonly RecorderEvent[]): Promise<number> {
    const byRoom = Map.groupBy(events, ({ room }) => room.toLowerCase());
    const { added, changed } = await this.database.transaction(async (tx) => {
      const known = await this.repository.addEvents(tx, events, this.clock.now());
      const recordings: RecordingRecord[] = [];
      // Always in the same order, so that two reports about the same rooms do not wait for each other.
      for (const name of [...byRoom.keys()].sort()) {
        const fresh = (byRoom.get(name) ?? []).filter(({ id }) => known.has(id));
        const recording = await this.apply(tx, name, fresh);
        if (recording) recordings.push(recording);
      }
      return { added: known.size, changed: recordings };
    });
    for (const recording of changed) await this.upkeep.announce(recording);
    return added;
  }

  private async roomOf(name: string): Promise<RoomRecord | undefined> {
    const roomName = roomNameSchema.safeParse(name.toLowerCase());
    return roomName.success ? this.rooms.findByName(roomName.data) : undefined;
  }

  private isOpen(room: RoomRecord): boolean {
    const { status } = room;
    const question = { status, role: 'interviewer', window: windowOf(room), now: this.clock.now() } as const;
    return decideRoomAccess(question).kind === 'open';
  }

  /** Returns the recording that they speak of, as it is then. */
  private async apply(
    tx: Transaction,
    name: string,
    events: readonly RecorderEvent[],
  ): Promise<RecordingRecord | null> {
    const room = await this.roomOf(name);
    let recording = room ? await this.repository.lockLatest(tx, room.id) : null;
    if (!room || !recording) {
      if (events.length > 0)
        this.logger.error({ room: name }, 'A recorder in a room that nobody asked to record');
      return null;
    }
    const inOrder = events.toSorted((one, other) => one.occurredAt.localeCompare(other.occurredAt));
    for (const { state, occurredAt } of inOrder) {
      const at = new Date(occurredAt);
      if (state === 'recorder-joined') recording = await this.come(tx, room, recording, at);
      if (state === 'recorder-failed') recording = await this.fail(tx, recording, at);
      if (state === 'recorder-left') recording = await this.end.leave(tx, recording, at, 'recorder');
    }
    return recording;
  }

  private async come(
    tx: Transaction,
    room: RoomRecord,
    recording: RecordingRecord,
    startedAt: Date,
  ): Promise<RecordingRecord> {
    if (statusOf(recording) === 'recording') return recording;
    if (statusOf(recording) !== 'permitted') return this.sendAway(tx, recording);
    const changes = { startedAt, nextCheckAt: recorderGoneAt(room) };
    const begun = await this.lifecycle.move(tx, recording, { to: 'recording', by: 'recorder', changes });
    const leftAt = await this.repository.endAfter(tx, room.roomName, startedAt);
    return leftAt ? this.end.leave(tx, begun, leftAt, 'recorder') : begun;
  }

  /** It was let in by nobody, or came after the consent was taken back. */
  private async sendAway(tx: Transaction, recording: RecordingRecord): Promise<RecordingRecord> {
    this.logger.error({ recordingId: recording.id }, 'A recorder came without permission; it is sent away');
    if (statusOf(recording) !== 'declined') return recording;
    const now = this.clock.now();
    await this.repository.change(tx, recording.id, { stopRequestedAt: now, nextCheckAt: now });
    return (await this.repository.find(recording.id, tx)) ?? recording;
  }

  private async fail(tx: Transaction, recording: RecordingRecord, at: Date): Promise<RecordingRecord> {
    if (statusOf(recording) !== 'permitted') return this.end.leave(tx, recording, at, 'recorder');
    const failed = {
      to: 'failed',
      by: 'recorder',
      reason: 'recorder-failed',
      changes: { nextCheckAt: null },
    } as const;
    return this.lifecycle.move(tx, recording, failed);
  }
}

const isWanted = (recording: RecordingRecord): boolean =>
  ['permitted', 'recording'].includes(statusOf(recording)) &&
  recording.stopRequestedAt === null &&
  isAgreed(consentsOf(recording));

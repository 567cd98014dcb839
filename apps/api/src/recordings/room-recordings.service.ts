import { Inject, Injectable } from '@nestjs/common';
import type { ParticipantRole, RecordingDecision, RoomRecording } from '@greenroom/contracts';
import {
  type DecidedConsent,
  decideConsent,
  isActiveRecording,
  isAgreed,
  mayAskForRecording,
} from '@greenroom/domain';
import { AuditLog } from '../audit/audit-log.ts';
import { admit, demandOpen, type RoomRequest } from '../conference/room-admission.ts';
import { userIdOf } from '../conference/room-participants.ts';
import { type RoomRecord, RoomsRepository } from '../conference/rooms.repository.ts';
import { ENVIRONMENT, type Environment } from '../env.ts';
import { windowOf } from '../interviews/interview-view.ts';
import { Clock } from '../platform/clock.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import { AppError } from '../platform/http/app-error.ts';
import { RequestQuota } from '../platform/http/request-quota.ts';
import { RecordingLifecycle } from './recording-lifecycle.service.ts';
import { personOf } from './recording-person.ts';
import { RecordingUpkeep } from './recording-upkeep.ts';
import { consentsOf, statusOf, toRoomRecording } from './recording-view.ts';
import { type RecordingRecord, RecordingsRepository } from './recordings.repository.ts';
import { RECORDING_STORE, type RecordingStore } from './stores/recording-store.ts';

/** Nobody is asked without end. */
const askingQuota = { name: 'recording-ask', points: 10, seconds: 600 };

interface Seat {
  readonly room: RoomRecord;
  readonly side: ParticipantRole;
}

/** Recording as the two people in the room have to do with it: asking, agreeing, taking back, stopping. */
@Injectable()
export class RoomRecordings {
  constructor(
    @Inject(RECORDING_STORE) private readonly store: RecordingStore | null,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly database: Database,
    private readonly rooms: RoomsRepository,
    private readonly repository: RecordingsRepository,
    private readonly lifecycle: RecordingLifecycle,
    private readonly upkeep: RecordingUpkeep,
    private readonly audit: AuditLog,
    private readonly quota: RequestQuota,
    private readonly clock: Clock,
  ) {}

  async view(request: RoomRequest): Promise<RoomRecording> {
    const { room } = await this.seatOf(request);
    return toRoomRecording(this.installation, await this.repository.latest(room.id));
  }

  /**
   * Asks to record, which is the asker's own consent. One that is asked for, permitted or runs is answered instead of a second one.
   *
   * @throws AppError `not-found`, `forbidden` for the candidate, `recording-off`, `room-not-open`, `interview-over`, `rate-limited`.
   */
  async ask(request: RoomRequest): Promise<RoomRecording> {
    const { room, side } = await this.seatOf(request);
    if (!mayAskForRecording(side)) throw new AppError('forbidden', 'Only the interviewer can ask to record.');
    this.demandOn();
    await this.quota.take(askingQuota, userIdOf(side, room.id));
    const recording = await this.database.transaction(async (tx) => {
      const seat = admit(request, await this.rooms.lockByName(tx, request.roomName));
      demandOpen(seat.room, seat.side, this.clock.now());
      const latest = await this.repository.latest(seat.room.id, tx);
      return latest && isActiveRecording(statusOf(latest)) ? latest : this.begin(tx, seat);
    });
    return toRoomRecording(this.installation, recording);
  }

  /**
   * Takes a side's word. What was refused or taken back stays so: another recording has to be asked for.
   *
   * @throws AppError `not-found`, `recording-off`, `state-conflict` when there is nothing to decide (any more).
   */
  async answer(request: RoomRequest, decision: RecordingDecision): Promise<RoomRecording> {
    const { room, side } = await this.seatOf(request);
    this.demandOn();
    return this.settle(room.id, async (tx, recording) => {
      const before = consentsOf(recording)[side];
      const after = decideConsent(before, decision);
      if (decision === 'agree' && after !== 'given') throw nothingToDecide();
      if (before === after) return recording;
      if (decision === 'agree') demandOpen(room, side, this.clock.now());
      await this.writeConsent(tx, recording, { room, side }, after);
      return decision === 'agree'
        ? this.permit(tx, recording, { room, side })
        : this.giveUp(tx, recording, side, after);
    });
  }

  /**
   * Ends a recording; what was recorded is kept. Before the recorder has come it is as if it was never agreed to.
   *
   * @throws AppError `not-found`, `recording-off`, `state-conflict` when there is none to stop.
   */
  async stop(request: RoomRequest): Promise<RoomRecording> {
    const { room, side } = await this.seatOf(request);
    this.demandOn();
    return this.settle(room.id, async (tx, recording) => {
      if (statusOf(recording) === 'recording') return this.requestStop(tx, recording);
      const after = decideConsent(consentsOf(recording)[side], 'decline');
      await this.writeConsent(tx, recording, { room, side }, after);
      return this.giveUp(tx, recording, side, after);
    });
  }

  private get installation() {
    return { available: this.isOn, retentionDays: this.environment.RECORDING_RETENTION_DAYS };
  }

  private async seatOf(request: RoomRequest): Promise<Seat> {
    return admit(request, await this.rooms.findByName(request.roomName));
  }

  private get isOn(): boolean {
    return this.store !== null && this.environment.RECORDER_DOMAIN !== undefined;
  }

  private demandOn(): void {
    if (!this.isOn) throw new AppError('recording-off', 'This installation does not record.');
  }

  /** Changes the active recording of an interview under its lock. */
  private async settle(
    interviewId: string,
    change: (tx: Transaction, recording: RecordingRecord) => Promise<RecordingRecord>,
  ): Promise<RoomRecording> {
    const recording = await this.database.transaction(async (tx) => {
      const latest = await this.repository.lockLatest(tx, interviewId);
      if (!latest || !isActiveRecording(statusOf(latest))) throw nothingToDecide();
      return change(tx, latest);
    });
    await this.upkeep.announce(recording);
    return toRoomRecording(this.installation, recording);
  }

  private async begin(tx: Transaction, seat: Seat): Promise<RecordingRecord> {
    const { room, side } = seat;
    const id = await this.repository.insert(tx, {
      interviewId: room.id,
      status: 'asked',
      askedBy: side,
      askedAt: this.clock.now(),
      nextCheckAt: windowOf(room).closesAt,
    });
    await this.repository.writeConsent(tx, id, { side, decision: 'given', at: this.clock.now() });
    await this.audit.record(tx, {
      actorId: personOf(room, side),
      action: 'recording.asked',
      subject: `recording:${id}`,
      details: { interviewId: room.id },
    });
    const begun = await this.repository.find(id, tx);
    if (!begun) throw new Error('A recording that was written can be read');
    return begun;
  }

  private async writeConsent(
    tx: Transaction,
    recording: RecordingRecord,
    { room, side }: Seat,
    consent: DecidedConsent,
  ): Promise<void> {
    await this.repository.writeConsent(tx, recording.id, { side, decision: consent, at: this.clock.now() });
    await this.audit.record(tx, {
      actorId: personOf(room, side),
      action: consent === 'given' ? 'recording.agreed' : `recording.${consent}`,
      subject: `recording:${recording.id}`,
      details: { interviewId: room.id },
    });
  }

  private async permit(
    tx: Transaction,
    recording: RecordingRecord,
    { room, side }: Seat,
  ): Promise<RecordingRecord> {
    const now = await this.repository.find(recording.id, tx);
    if (!now || !isAgreed(consentsOf(now))) return now ?? recording;
    const changes = { permittedAt: this.clock.now(), nextCheckAt: windowOf(room).closesAt };
    return this.lifecycle.move(tx, now, { to: 'permitted', by: side, changes });
  }

  /** While it records, the recorder is sent away first; its file is erased when it comes. */
  private giveUp(
    tx: Transaction,
    recording: RecordingRecord,
    side: ParticipantRole,
    consent: DecidedConsent,
  ): Promise<RecordingRecord> {
    if (statusOf(recording) === 'recording') return this.requestStop(tx, recording);
    const reason = consent === 'refused' ? 'refused' : 'withdrawn';
    return this.lifecycle.move(tx, recording, {
      to: 'declined',
      by: side,
      reason,
      changes: { nextCheckAt: null },
    });
  }

  private async requestStop(tx: Transaction, recording: RecordingRecord): Promise<RecordingRecord> {
    const now = this.clock.now();
    const stopRequestedAt = recording.stopRequestedAt ?? now;
    await this.repository.change(tx, recording.id, { stopRequestedAt, nextCheckAt: now });
    return (await this.repository.find(recording.id, tx)) ?? recording;
  }
}

const nothingToDecide = () =>
  new AppError('state-conflict', 'There is no recording that could be agreed to or stopped (any more).');

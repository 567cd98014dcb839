import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { isAgreed, recordingOf } from '@greenroom/domain';
import { AdminTasks } from '../admin-tasks/admin-tasks.service.ts';
import { RoomsRepository } from '../conference/rooms.repository.ts';
import { ENVIRONMENT, type Environment } from '../env.ts';
import { Clock } from '../platform/clock.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import { AppError, notFound } from '../platform/http/app-error.ts';
import { eraseAfter } from './recording-deadlines.ts';
import { RecordingLifecycle } from './recording-lifecycle.service.ts';
import { consentsOf, statusOf } from './recording-view.ts';
import { type RecordingRecord, RecordingsRepository } from './recordings.repository.ts';
import {
  FileMismatch,
  RECORDING_STORE,
  type RecordingFile,
  type RecordingStore,
} from './stores/recording-store.ts';

/** A file as the headers of its request announce it. */
export interface AnnouncedFile {
  readonly roomName: string;
  /** SHA-256, hexadecimal. */
  readonly checksum: string;
  readonly bytes: number;
  /** By the recorder's clock. */
  readonly recordedAt: Date;
}

export interface Delivered {
  readonly recordingId: string;
  readonly stored: 'now' | 'before';
}

/** `early`: nobody has told yet that the recorder has left; what it brings is not believed to be whole. */
type Verdict = 'wanted' | 'known' | 'early' | 'another' | 'withdrawn';

const RETRY_AFTER_SECONDS = 5;

/**
 * Takes the files of recordings. A recording is asked before its file is read, and once more when it is stored: it may have been erased
 * meanwhile, or somebody else may have brought another file.
 */
@Injectable()
export class RecordingDelivery {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    @Inject(RECORDING_STORE) private readonly store: RecordingStore | null,
    private readonly database: Database,
    private readonly rooms: RoomsRepository,
    private readonly repository: RecordingsRepository,
    private readonly lifecycle: RecordingLifecycle,
    private readonly tasks: AdminTasks,
    private readonly clock: Clock,
  ) {}

  /**
   * @param read gives the content; called only for a file that is wanted
   * @throws AppError `not-found` for a room without a recording, `recording-off`, `unavailable` while the recorder is in the room,
   * `already-exists` where another file is there, `recording-withdrawn`, `body-too-large`, `invalid-request` for what is not as announced.
   */
  async receive(announced: AnnouncedFile, read: () => Readable): Promise<Delivered> {
    const recording = await this.recordingOf(announced);
    if (!this.store) throw new AppError('recording-off', 'This installation does not record.');
    const file = { recordingId: recording.id, checksum: announced.checksum };
    const before = verdictOn(recording, file);
    if (before === 'known') return { recordingId: recording.id, stored: 'before' };
    if (before !== 'wanted') throw refusalOf(before);
    if (announced.bytes > this.environment.RECORDING_MAX_BYTES)
      throw new AppError('body-too-large', 'The file is larger than RECORDING_MAX_BYTES allows.');
    await store(this.store, file, read(), announced.bytes);
    const verdict = await this.database.transaction((tx) => this.keep(tx, file, announced));
    if (verdict === 'wanted') return { recordingId: recording.id, stored: 'now' };
    if (verdict === 'known') return { recordingId: recording.id, stored: 'before' };
    await this.store.remove(file);
    throw refusalOf(verdict);
  }

  private async recordingOf({ roomName, recordedAt }: AnnouncedFile): Promise<RecordingRecord> {
    const room = await this.rooms.findByName(roomName);
    if (!room) throw notFound('room');
    const permitted = (await this.repository.permitted(room.id)).flatMap((recording) => {
      const since = recording.startedAt ?? recording.permittedAt;
      return since ? [{ recording, since }] : [];
    });
    const recording = recordingOf(permitted, recordedAt)?.recording;
    if (!recording) throw notFound('recording');
    return recording;
  }

  private async keep(
    tx: Transaction,
    { recordingId, checksum }: RecordingFile,
    { bytes, recordedAt }: AnnouncedFile,
  ): Promise<Verdict> {
    const recording = await this.repository.lock(tx, recordingId);
    if (!recording) throw notFound('recording');
    const verdict = verdictOn(recording, { recordingId, checksum });
    if (verdict !== 'wanted') return verdict;
    const storedAt = this.clock.now();
    const until = eraseAfter(storedAt, this.environment.RECORDING_RETENTION_DAYS);
    const changes = {
      checksum,
      bytes: BigInt(bytes),
      storedAt,
      eraseAfter: until,
      nextCheckAt: until,
      startedAt: recording.startedAt ?? recordedAt,
    };
    await this.lifecycle.move(tx, recording, { to: 'ready', by: 'delivery', changes });
    await this.tasks.settle(tx, recording.interviewId, ['recording-missing']);
    return verdict;
  }
}

async function store(
  to: RecordingStore,
  file: RecordingFile,
  content: Readable,
  bytes: number,
): Promise<void> {
  try {
    await to.put(file, content, bytes);
  } catch (failure) {
    if (!(failure instanceof FileMismatch)) throw failure;
    throw new AppError('invalid-request', 'What arrived is not what was announced.', {
      cause: failure,
      details: [{ path: 'body', message: 'has another length or checksum than was announced' }],
    });
  }
}

function verdictOn(recording: RecordingRecord, { checksum }: RecordingFile): Verdict {
  switch (statusOf(recording)) {
    case 'stopped':
    case 'failed':
      return 'wanted';
    case 'ready':
      return recording.checksum === checksum ? 'known' : 'another';
    case 'permitted':
    case 'recording':
      return isAgreed(consentsOf(recording)) ? 'early' : 'withdrawn';
    case 'asked':
    case 'declined':
    case 'erased':
      return 'withdrawn';
  }
}

function refusalOf(verdict: Exclude<Verdict, 'wanted' | 'known'>): AppError {
  switch (verdict) {
    case 'early':
      return new AppError(
        'unavailable',
        'The recorder is still in the room. Send the file when it has left.',
        {
          retryAfterSeconds: RETRY_AFTER_SECONDS,
        },
      );
    case 'another':
      return new AppError('already-exists', 'Another file of this recording is stored.');
    case 'withdrawn':
      return new AppError(
        'recording-withdrawn',
        'This recording is not wanted (any more). Delete your copy.',
      );
  }
}

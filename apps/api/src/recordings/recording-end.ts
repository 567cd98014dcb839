import { Injectable } from '@nestjs/common';
import { isAgreed } from '@greenroom/domain';
import { Clock } from '../platform/clock.ts';
import type { Transaction } from '../platform/database/database.ts';
import { fileMissingAt } from './recording-deadlines.ts';
import { RecordingLifecycle } from './recording-lifecycle.service.ts';
import { consentsOf, statusOf } from './recording-view.ts';
import type { RecordingRecord } from './recordings.repository.ts';

/** What becomes of a recording when its recorder is gone, whoever knows. */
@Injectable()
export class RecordingEnd {
  constructor(
    private readonly lifecycle: RecordingLifecycle,
    private readonly clock: Clock,
  ) {}

  /**
   * The recorder has left: the file is on the way, or not wanted any more. What is told of an earlier stay, or again, changes nothing.
   *
   * @param leftAt as the signalling server says
   */
  async leave(
    tx: Transaction,
    recording: RecordingRecord,
    leftAt: Date,
    by: 'recorder' | 'system',
  ): Promise<RecordingRecord> {
    const { startedAt } = recording;
    if (statusOf(recording) !== 'recording' || !startedAt || leftAt < startedAt) return recording;
    const now = this.clock.now();
    const left = { stoppedAt: leftAt, stopRequestedAt: null };
    if (isAgreed(consentsOf(recording))) {
      const changes = { ...left, nextCheckAt: fileMissingAt(now) };
      return this.lifecycle.move(tx, recording, { to: 'stopped', by, changes });
    }
    const changes = { ...left, erasedAt: now, nextCheckAt: now };
    return this.lifecycle.move(tx, recording, { to: 'erased', by, reason: 'withdrawn', changes });
  }
}

import { Injectable } from '@nestjs/common';
import { recordingReasonSchema, recordingStatusSchema, type RecordingReason } from '@greenroom/contracts';
import { canMoveRecording, type RecordingActor } from '@greenroom/domain';
import type { Transaction } from '../platform/database/database.ts';
import { AppError } from '../platform/http/app-error.ts';
import {
  type RecordingChanges,
  type RecordingRecord,
  RecordingsRepository,
} from './recordings.repository.ts';

/** One move: where to, by whom, and what changes with it. */
export type RecordingMove = { readonly by: RecordingActor; readonly changes?: RecordingChanges } & (
  | { readonly to: 'permitted' | 'recording' | 'stopped' | 'ready' }
  | {
      readonly to: 'declined' | 'failed' | 'erased';
      readonly reason: RecordingReason;
    }
);

/** The only way in which a recording changes its status; which moves are legal stands in the domain's table. */
@Injectable()
export class RecordingLifecycle {
  constructor(private readonly repository: RecordingsRepository) {}

  /**
   * Moves a recording, as it was read in the same transaction.
   *
   * @throws AppError `state-conflict` when it has changed meanwhile, or the move is not the actor's.
   */
  async move(tx: Transaction, recording: RecordingRecord, move: RecordingMove): Promise<RecordingRecord> {
    const from = recordingStatusSchema.parse(recording.status);
    if (!canMoveRecording(from, move.to, move.by))
      throw new AppError('state-conflict', `A recording that is ${from} cannot become ${move.to} this way.`);
    const reason = 'reason' in move ? recordingReasonSchema.parse(move.reason) : null;
    const moved = await this.repository.move(tx, recording.id, from, move.to, { ...move.changes, reason });
    if (!moved) throw new AppError('state-conflict', 'The recording has changed meanwhile. Look again.');
    return (await this.repository.find(recording.id, tx)) ?? recording;
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { checksumOf, deliver, type Destination } from './delivery.ts';
import { type FinishedRecording, type RecordingFolders, Unreadable } from './finished-recordings.ts';

/** Milliseconds between two looks into the folder. */
const LOOK_MS = 5_000;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 300_000;
/** For an operator to look at what nobody takes. */
const KEPT_MS = 7 * 24 * 3600 * 1000;

/** What is remembered of a folder between two tries; a process that starts anew tries at once. */
interface Attempts {
  readonly failures: number;
  readonly notBefore: number;
  /** Of the file, which does not change any more. */
  readonly checksum: string | null;
}

export interface CourierOptions {
  readonly lookMs?: number;
  readonly firstPauseMs?: number;
}

/** Brings finished recordings to the API, one after the other, each until it is taken, and then deletes them here. */
export class Courier {
  private readonly attempts = new Map<string, Attempts>();
  private lastSignAt: Date;

  constructor(
    private readonly folders: RecordingFolders,
    private readonly destination: Destination,
    private readonly logger: Logger,
    private readonly options: CourierOptions = {},
  ) {
    this.lastSignAt = destination.now();
  }

  /** When it last looked into its folder or turned to a file. */
  get lastSign(): Date {
    return this.lastSignAt;
  }

  /** Works until the signal says that it is enough. What is under way then is given up, and taken up by the next process. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.look(signal).catch((failure: unknown) => {
        if (!signal.aborted) this.logger.error({ err: failure }, 'The folder of recordings cannot be read');
      });
      await pause(this.options.lookMs ?? LOOK_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async look(signal: AbortSignal): Promise<void> {
    const finished = await this.folders.finished();
    for (const folder of this.attempts.keys()) if (!finished.includes(folder)) this.attempts.delete(folder);
    for (const folder of finished) {
      signal.throwIfAborted();
      this.lastSignAt = this.destination.now();
      if ((this.attempts.get(folder)?.notBefore ?? 0) <= this.lastSignAt.getTime())
        await this.bring(folder, signal);
    }
    this.lastSignAt = this.destination.now();
    const before = new Date(this.lastSignAt.getTime() - KEPT_MS);
    for (const folder of await this.folders.clear(before))
      this.logger.warn({ folder }, 'A recording that nobody took was deleted');
  }

  private async bring(folder: string, signal: AbortSignal): Promise<void> {
    try {
      const recording = await this.folders.read(folder);
      await this.hand(recording, signal);
    } catch (failure) {
      if (signal.aborted) return;
      if (failure instanceof Unreadable) await this.refuse(folder, failure.message);
      else this.postpone(folder, { err: failure });
    }
  }

  private async hand(recording: FinishedRecording, signal: AbortSignal): Promise<void> {
    const { folder, roomName, bytes } = recording;
    const checksum = this.attempts.get(folder)?.checksum ?? (await checksumOf(recording.file, signal));
    const known = { failures: 0, notBefore: 0, ...this.attempts.get(folder), checksum };
    this.attempts.set(folder, known);
    const answer = await deliver(recording, checksum, this.destination, signal);
    switch (answer.kind) {
      case 'taken':
        await this.folders.remove(folder);
        this.logger.info({ folder, room: roomName, bytes }, 'A recording was taken');
        return;
      case 'unwanted':
        await this.folders.remove(folder);
        this.logger.info({ folder, room: roomName }, 'A recording is not wanted any more, and was deleted');
        return;
      case 'refused':
        return this.refuse(folder, answer.reason);
      case 'unknown':
        // An API of an older version knows nothing of recordings; it may be a newer one again soon.
        if (this.isOld(recording)) return this.refuse(folder, answer.reason);
        this.postpone(folder, { reason: answer.reason });
        return;
      case 'failed':
        this.postpone(folder, { reason: answer.reason });
    }
  }

  private isOld({ recordedAt }: FinishedRecording): boolean {
    return this.destination.now().getTime() - recordedAt.getTime() > KEPT_MS;
  }

  private async refuse(folder: string, reason: string): Promise<void> {
    await this.folders.setAside(folder, reason);
    this.logger.error({ folder, reason }, 'A recording is refused; it lies here for a week');
  }

  private postpone(folder: string, why: object): void {
    const { failures = 0, checksum = null } = this.attempts.get(folder) ?? {};
    const waitMs = Math.min((this.options.firstPauseMs ?? FIRST_PAUSE_MS) * 2 ** failures, LONGEST_PAUSE_MS);
    const notBefore = this.destination.now().getTime() + waitMs;
    this.attempts.set(folder, { failures: failures + 1, notBefore, checksum });
    this.logger.warn({ ...why, folder, tries: failures + 1 }, 'A recording was not taken; tried again');
  }
}

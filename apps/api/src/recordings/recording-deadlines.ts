import type { RoomRecord } from '../conference/rooms.repository.ts';
import { windowOf } from '../interviews/interview-view.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Reports that a recorder has left are late sometimes, as all reports are; after that it is taken for gone with its room. */
const LATE_REPORT_MS = 10 * MINUTE_MS;
/** For a file to come after the recorder has left: hours of video, over a line that was down overnight. */
const DELIVERY_MS = DAY_MS;
/** An upload that began before the erasure has ended by then, whatever became of it. */
const TIDY_MS = DAY_MS;
/** A recorder that nobody knows of any more, and whose leaving was not told meanwhile, is taken for gone. */
export const GONE_MS = MINUTE_MS;
/** When a recorder that was asked to leave is asked again. */
export const ASK_AGAIN_MS = 15 * SECOND_MS;
/** When the store is asked again that did not erase. */
export const ERASE_AGAIN_MS = 10 * MINUTE_MS;

const later = (instant: Date, milliseconds: number) => new Date(instant.getTime() + milliseconds);

/** When a recorder is gone whatever was reported: its room has closed, and reports have had their time. */
export const recorderGoneAt = (room: RoomRecord): Date => later(windowOf(room).closesAt, LATE_REPORT_MS);

/** Until when a file is waited for. */
export const fileMissingAt = (stoppedAt: Date): Date => later(stoppedAt, DELIVERY_MS);

/** When a stored file is erased by itself. */
export const eraseAfter = (storedAt: Date, days: number): Date => later(storedAt, days * DAY_MS);

/** When it is looked once more whether anything of an erased recording is there. */
export const tidyAt = (erasedAt: Date): Date => later(erasedAt, TIDY_MS);

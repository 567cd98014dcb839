import type { Readable } from 'node:stream';

/** One file of a recording: the recording's id and the SHA-256 of what is in it, hexadecimal. Together they name it, whatever comes twice. */
export interface RecordingFile {
  readonly recordingId: string;
  readonly checksum: string;
}

/** A part of a file; both ends belong to it. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** What arrived is not what was announced. */
export class FileMismatch extends Error {
  override readonly name = 'FileMismatch';
}

/** Somewhere to keep the files of recordings. A place is one file beside this one, and one line in `index.ts`. */
export interface RecordingStore {
  /**
   * Stores a file as it is read, all of it or nothing; what was there of the same name is replaced by the same.
   *
   * @throws FileMismatch when its length or checksum is another one.
   */
  put(file: RecordingFile, content: Readable, bytes: number): Promise<void>;
  /** Opens a file, or a part of it. @throws Error when it is not there. */
  open(file: RecordingFile, range?: ByteRange): Promise<Readable>;
  /**
   * An address at which somebody else serves the file for so many seconds; null where only we can.
   *
   * @param filename under which browsers save it
   */
  linkTo(file: RecordingFile, link: { filename: string; seconds: number; now: Date }): Promise<string | null>;
  /** Takes one file away again. */
  remove(file: RecordingFile): Promise<void>;
  /** Erases every file of a recording, and what was begun and left lying long ago. Asking again does no harm. */
  erase(recordingId: string): Promise<void>;
}

/** Injection token of the store; null where nothing is recorded. */
export const RECORDING_STORE = Symbol('RecordingStore');

export const nameOf = ({ recordingId, checksum }: RecordingFile): string => `${recordingId}-${checksum}.mp4`;

/** What the names of a recording's files begin with. */
export const prefixOf = (recordingId: string): string => `${recordingId}-`;

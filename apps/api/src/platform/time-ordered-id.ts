import { randomBytes } from 'node:crypto';

const SEQUENCE_LIMIT = 0x1000;

let lastMillisecond = 0;
let sequence = 0;

/**
 * An id that sorts by the time at which it was made, and those of one millisecond of a process by their order (UUID version 7, RFC 9562, 5.7):
 * for rows that are written by statements of our own; the database client makes the same kind for its own.
 */
export function timeOrderedId(now: Date): string {
  const millisecond = now.getTime();
  sequence = millisecond === lastMillisecond ? (sequence + 1) % SEQUENCE_LIMIT : 0;
  lastMillisecond = millisecond;
  const bytes = randomBytes(16);
  bytes.writeUIntBE(millisecond, 0, 6);
  bytes.writeUInt16BE(0x7000 | sequence, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

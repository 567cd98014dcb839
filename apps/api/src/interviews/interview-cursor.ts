import { idSchema, instantSchema } from '@greenroom/contracts';
import * as z from 'zod/mini';
import { AppError } from '../platform/http/app-error.ts';
import type { InterviewKey } from './interviews.repository.ts';

const keySchema = z.tuple([instantSchema, idSchema]);

/** Writes the place after a row as an opaque cursor. */
const encodeCursor = ({ scheduledAt, id }: InterviewKey): string =>
  Buffer.from(`${scheduledAt.toISOString()} ${id}`).toString('base64url');

/** @throws AppError `invalid-request` for anything that {@link encodeCursor} did not write. */
export function decodeCursor(cursor: string | undefined): InterviewKey | null {
  if (cursor === undefined) return null;
  const key = keySchema.safeParse(Buffer.from(cursor, 'base64url').toString('utf8').split(' '));
  if (!key.success) {
    throw new AppError('invalid-request', 'The cursor is not one that a page before has answered.', {
      details: [{ path: 'query.cursor', message: 'is not a cursor of this list' }],
    });
  }
  const [scheduledAt, id] = key.data;
  return { scheduledAt: new Date(scheduledAt), id };
}

/** Cuts a list that was read with one row too many into a page. */
export function pageFrom<Row extends InterviewKey, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(toItem), nextCursor: rows.length > limit && last ? encodeCursor(last) : null };
}

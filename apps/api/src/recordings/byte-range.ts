import type { ByteRange } from './stores/recording-store.ts';

/**
 * The part of a file that a `Range` header asks for (RFC 9110, section 14). `whole` where it asks for none, for several, or in a way that
 * is not known: then the whole file is a right answer. `unsatisfiable` where it begins after the end.
 */
export function byteRangeOf(
  header: string | undefined,
  bytes: number,
): ByteRange | 'whole' | 'unsatisfiable' {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (from === undefined || to === undefined || from + to === '') return 'whole';
  if (from === '') {
    const count = Math.min(Number(to), bytes);
    return count === 0 ? 'unsatisfiable' : { first: bytes - count, last: bytes - 1 };
  }
  const [first, last] = [Number(from), to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1)];
  if (first >= bytes) return 'unsatisfiable';
  return to !== '' && Number(to) < first ? 'whole' : { first, last };
}

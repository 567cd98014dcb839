/** A half-open stretch of time, `start` included and `end` not, in epoch milliseconds. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** The same time as ordered intervals that neither overlap nor touch; empty and reversed ones are dropped. */
export function union(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
  const merged: Interval[] = [];
  for (const next of sorted) {
    const last = merged.at(-1);
    if (last && next.start <= last.end) {
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, next.end) };
    } else {
      merged.push({ start: next.start, end: next.end });
    }
  }
  return merged;
}

/** The time that is in both of two unions. */
export function intersection(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const both: Interval[] = [];
  let i = 0;
  let j = 0;
  for (let left = a[i], right = b[j]; left && right; left = a[i], right = b[j]) {
    const start = Math.max(left.start, right.start);
    const end = Math.min(left.end, right.end);
    if (start < end) both.push({ start, end });
    if (left.end <= right.end) i += 1;
    else j += 1;
  }
  return both;
}

/** The time that is in the first union and not in the second. */
export function difference(from: readonly Interval[], without: readonly Interval[]): Interval[] {
  const left: Interval[] = [];
  let first = 0;
  for (const { start, end } of from) {
    let cursor = start;
    for (let gone = without[first]; gone && gone.end <= cursor; gone = without[first]) first += 1;
    for (let k = first, gone = without[k]; gone && gone.start < end; k += 1, gone = without[k]) {
      if (cursor < gone.start) left.push({ start: cursor, end: gone.start });
      cursor = Math.max(cursor, gone.end);
    }
    if (cursor < end) left.push({ start: cursor, end });
  }
  return left;
}

/** Milliseconds in a union. */
export function length(intervals: readonly Interval[]): number {
  return intervals.reduce((total, { start, end }) => total + end - start, 0);
}

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { difference, intersection, length, union, type Interval } from './intervals.ts';

const SPAN = 40;
const interval = fc.record({ start: fc.nat(SPAN), end: fc.nat(SPAN) });
const intervals = fc.array(interval, { maxLength: 12 });

/** The same sets of time, counted one by one. */
const ticks = (list: readonly Interval[]): number[] =>
  Array.from({ length: SPAN }, (_, tick) => tick).filter((tick) =>
    list.some(({ start, end }) => start <= tick && tick < end),
  );

const isNormal = (list: readonly Interval[]) =>
  list.every(({ start, end }, index) => {
    const before = list[index - 1];
    return start < end && (!before || before.end < start);
  });

describe('intervals', () => {
  it('union keeps exactly the time that any interval covers', () => {
    fc.assert(
      fc.property(intervals, (list) => {
        const merged = union(list);
        expect(isNormal(merged)).toBe(true);
        expect(ticks(merged)).toEqual(ticks(list));
        expect(length(merged)).toBe(ticks(list).length);
      }),
    );
  });

  it('intersection keeps exactly the time that is in both', () => {
    fc.assert(
      fc.property(intervals, intervals, (a, b) => {
        const both = intersection(union(a), union(b));
        expect(isNormal(union(both))).toBe(true);
        expect(length(both)).toBe(length(union(both)));
        expect(ticks(both)).toEqual(ticks(a).filter((tick) => ticks(b).includes(tick)));
      }),
    );
  });

  it('difference keeps exactly the time that is only in the first', () => {
    fc.assert(
      fc.property(intervals, intervals, (a, b) => {
        const rest = difference(union(a), union(b));
        expect(isNormal(rest)).toBe(true);
        expect(ticks(rest)).toEqual(ticks(a).filter((tick) => !ticks(b).includes(tick)));
      }),
    );
  });
});

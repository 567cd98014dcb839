import { describe, expect, it } from '@jest/globals';
import { median, p99, percentile } from './statistics.ts';

describe('percentiles', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it('are values that were measured, by the nearest rank', () => {
    expect(percentile(hundred, 0.95)).toBe(95);
    expect(median(hundred)).toBe(50);
    expect(p99(hundred)).toBe(99);
  });

  it('of few samples are the largest or the only one', () => {
    expect(p99([3, 1, 2])).toBe(3);
    expect(median([7])).toBe(7);
  });

  it('of nothing are a mistake', () => {
    expect(() => median([])).toThrow('no samples');
  });
});

import { describe, expect, it } from '@jest/globals';
import { nextAttempt } from './delivery-schedule.ts';

const start = new Date('2026-11-24T12:00:00Z');

describe('trying a message again', () => {
  it('begins after seconds, takes longer and longer, and ends after about a day', () => {
    const waits: number[] = [];
    let now = start;
    for (let attempts = 1; ; attempts += 1) {
      const next = nextAttempt(attempts, now);
      if (!next) break;
      waits.push((next.getTime() - now.getTime()) / 1000);
      now = next;
    }
    expect(waits.slice(0, 5)).toEqual([10, 30, 120, 600, 3600]);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    const hours = (now.getTime() - start.getTime()) / 3_600_000;
    expect(hours).toBeGreaterThan(22);
    expect(hours).toBeLessThan(25);
  });
});

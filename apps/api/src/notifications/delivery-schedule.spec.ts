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

describe('trying a message again about an interview that is not over', () => {
  const minutes = (count: number) => new Date(start.getTime() + count * 60_000);
  const interview = { scheduledAt: minutes(30), endsAt: minutes(75) };

  it('goes on every minute, however often, until its end', () => {
    expect(nextAttempt(1, start, interview)).toEqual(new Date(start.getTime() + 10_000));
    for (const attempts of [4, 9, 10, 70])
      expect(nextAttempt(attempts, start, interview)).toEqual(minutes(1));
    expect(nextAttempt(70, minutes(74), interview)).toEqual(minutes(75));
    expect(nextAttempt(70, minutes(75), interview)).toBeNull();
  });

  it('never sleeps through the hours before it', () => {
    const later = { scheduledAt: minutes(5 * 60), endsAt: minutes(6 * 60) };
    expect(nextAttempt(8, start, later)).toEqual(minutes(60));
    expect(nextAttempt(2, start, later)).toEqual(new Date(start.getTime() + 30_000));
    expect(nextAttempt(10, start, later)).toBeNull();
  });
});

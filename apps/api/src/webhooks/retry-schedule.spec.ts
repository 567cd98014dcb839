import { describe, expect, it } from '@jest/globals';
import { nextTry } from './retry-schedule.ts';

/** When a call that never gets through is tried, hours after the first try. */
function tries(): number[] {
  const start = new Date('2030-01-01T00:00:00Z');
  const hours = [0];
  for (let at = nextTry(1, start); at; at = nextTry(hours.length, at))
    hours.push((at.getTime() - start.getTime()) / 3_600_000);
  return hours;
}

describe('a call that does not get through', () => {
  it('is tried again within seconds, then ever more seldom', () => {
    const all = tries();
    expect(all[1]).toBeLessThan(0.01);
    const waits = all.slice(1).map((at, index) => at - (all[index] ?? 0));
    expect(waits).toEqual([...waits].sort((one, other) => one - other));
  });

  it('is given up after three days', () => {
    expect(tries().at(-1)).toBeCloseTo(72);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { LaneHealth, SystemHealth } from '@greenroom/contracts';
import { healthProblems, LATE_SECONDS, SILENT_SECONDS } from './system-health.ts';

const checkedAt = '2026-11-25T10:00:00.000Z';
const secondsAgo = (seconds: number) => new Date(Date.parse(checkedAt) - seconds * 1000).toISOString();

const healthy: LaneHealth = {
  lane: 'mail',
  queue: { waiting: 3, active: 1, delayed: 2, failed: 0 },
  lastSweptAt: secondsAgo(2),
  workers: 1,
  work: [{ kind: 'message', due: 4, lateSeconds: 1, ahead: 100_000, parked: 0 }],
};
const health = (parts: Partial<LaneHealth>): SystemHealth => ({
  checkedAt,
  lanes: [{ ...healthy, ...parts }],
});

describe('what is wrong with the system', () => {
  it('is nothing while work is done in time, however much there is ahead', () => {
    expect(healthProblems(health({}))).toEqual([]);
  });

  it('is work that has waited for too long', () => {
    const late = (lateSeconds: number) =>
      healthProblems(health({ work: [{ kind: 'message', due: 1, lateSeconds, ahead: 0, parked: 0 }] }));
    expect(late(LATE_SECONDS)).toEqual([]);
    expect(late(LATE_SECONDS + 1)).toEqual([
      { kind: 'late', lane: 'mail', work: 'message', seconds: LATE_SECONDS + 1 },
    ]);
  });

  it('is what was given up, and waits for a person', () => {
    const work = [{ kind: 'message', due: 0, lateSeconds: null, ahead: 0, parked: 2 }];
    expect(healthProblems(health({ work }))).toEqual([
      { kind: 'parked', lane: 'mail', work: 'message', count: 2 },
    ]);
  });

  it('is a lane that no worker looks at', () => {
    expect(healthProblems(health({ lastSweptAt: secondsAgo(SILENT_SECONDS) }))).toEqual([]);
    for (const lastSweptAt of [null, secondsAgo(SILENT_SECONDS + 1)])
      expect(healthProblems(health({ lastSweptAt }))).toEqual([{ kind: 'no-worker', lane: 'mail' }]);
  });

  it('is a queue that does not answer', () => {
    expect(healthProblems(health({ queue: null }))).toEqual([{ kind: 'queue-away', lane: 'mail' }]);
  });
});

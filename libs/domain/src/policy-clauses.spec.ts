import { describe, expect, it } from '@jest/globals';
import { defaultPolicy, type Policy } from '@greenroom/contracts';
import { policyClauses } from './policy-clauses.ts';

const clauses = (changes: Partial<Policy>, isFree = false) =>
  policyClauses({ ...defaultPolicy, ...changes }, isFree);

describe('what a policy says', () => {
  it('is what cancelling costs, when another time can be chosen, and what coming late means', () => {
    expect(clauses({})).toEqual([
      { key: 'cancel-then-fee', hours: 24, percent: 50 },
      { key: 'move-until', times: 2, hours: 12 },
      { key: 'late-nothing', minutes: 15 },
    ]);
  });

  it('speaks of no money where there is none', () => {
    expect(clauses({}, true)).toEqual([
      { key: 'cancel' },
      { key: 'move-until', times: 2, hours: 12 },
      { key: 'late', minutes: 15 },
    ]);
  });

  it('is shorter where there are no conditions', () => {
    const generous = { lateCancellationFeePercent: 0, rescheduleFreeUntilHours: 0 };
    expect(clauses({ ...generous, candidateNoShowRefundPercent: 100 })).toEqual([
      { key: 'cancel-free' },
      { key: 'move', times: 2 },
      { key: 'late', minutes: 15 },
    ]);
    expect(clauses({ freeUntilHours: 0 })[0]).toEqual({ key: 'cancel-free' });
  });

  it('names what is hard', () => {
    expect(
      clauses({
        lateCancellationFeePercent: 100,
        maxReschedules: 0,
        candidateNoShowRefundPercent: 30,
      }),
    ).toEqual([
      { key: 'cancel-then-all', hours: 24 },
      { key: 'move-never' },
      { key: 'late-part', minutes: 15, percent: 30 },
    ]);
  });
});

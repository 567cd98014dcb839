import { describe, expect, it } from '@jest/globals';
import { defaultPolicy, type Policy, sessionVerdicts } from '@greenroom/contracts';
import fc from 'fast-check';
import {
  cancellationRefusal,
  type ChangeQuestion,
  freeCancellationUntil,
  refundFor,
  type RefundCause,
  rescheduleRefusal,
} from './refund-policy.ts';

const START = Date.UTC(2026, 4, 4, 10);
const startsAt = new Date(START);
const hoursBefore = (hours: number) => new Date(START - hours * 3_600_000);

const anyPolicy: fc.Arbitrary<Policy> = fc.record({
  freeUntilHours: fc.nat(720),
  lateCancellationFeePercent: fc.nat(100),
  candidateNoShowRefundPercent: fc.nat(100),
  interviewerNoShowRefundPercent: fc.constant(100 as const),
  rescheduleFreeUntilHours: fc.nat(720),
  maxReschedules: fc.nat(20),
  graceMinutes: fc.integer({ min: 5, max: 60 }),
  outcomeMode: fc.constantFrom('automatic' as const, 'propose' as const),
});
const anyPrice = fc.nat(10_000_000);
const anyInstant = fc
  .integer({ min: -1000 * 3_600_000, max: 1000 * 3_600_000 })
  .map((offset) => new Date(START + offset));
const anyCause: fc.Arbitrary<RefundCause> = fc.oneof(
  fc.record({
    kind: fc.constant('cancelled' as const),
    by: fc.constantFrom('candidate' as const, 'interviewer' as const, 'admin' as const),
    at: anyInstant,
  }),
  fc.record({ kind: fc.constant('session' as const), verdict: fc.constantFrom(...sessionVerdicts) }),
);
const cancelled = (at: Date, policy: Policy = defaultPolicy, priceMinor = 9_000) =>
  refundFor({ policy, priceMinor, startsAt, cause: { kind: 'cancelled', by: 'candidate', at } });
const session = (verdict: (typeof sessionVerdicts)[number], policy: Policy = defaultPolicy) =>
  refundFor({ policy, priceMinor: 9_000, startsAt, cause: { kind: 'session', verdict } });

describe('the refund', () => {
  it('is everything until the free hours begin, then the price without the fee, and nothing from the start on', () => {
    expect(cancelled(new Date(hoursBefore(24).getTime() - 1))).toEqual({
      amountMinor: 9_000,
      rule: 'free-cancellation',
    });
    expect(cancelled(hoursBefore(24))).toEqual({ amountMinor: 4_500, rule: 'late-cancellation' });
    expect(cancelled(new Date(START - 1))).toEqual({ amountMinor: 4_500, rule: 'late-cancellation' });
    expect(cancelled(startsAt)).toEqual({ amountMinor: 0, rule: 'cancelled-after-start' });
  });

  it('follows the policy when the candidate did not come', () => {
    expect(session('no-show-candidate')).toEqual({ amountMinor: 0, rule: 'no-show-candidate' });
    expect(session('no-show-candidate', { ...defaultPolicy, candidateNoShowRefundPercent: 25 })).toEqual({
      amountMinor: 2_250,
      rule: 'no-show-candidate',
    });
  });

  it('is nothing for a session that took place', () => {
    expect(session('delivered').amountMinor).toBe(0);
    expect(session('cut-short').amountMinor).toBe(0);
  });

  it('is rounded in the favour of the candidate', () => {
    expect(cancelled(hoursBefore(1), { ...defaultPolicy, lateCancellationFeePercent: 33 }, 101)).toEqual({
      amountMinor: 68,
      rule: 'late-cancellation',
    });
  });

  it('is never less than nothing nor more than the price, in whole minor units', () => {
    fc.assert(
      fc.property(anyPolicy, anyPrice, anyCause, (policy, priceMinor, cause) => {
        const { amountMinor } = refundFor({ policy, priceMinor, cause, startsAt });
        expect(Number.isInteger(amountMinor)).toBe(true);
        expect(amountMinor).toBeGreaterThanOrEqual(0);
        expect(amountMinor).toBeLessThanOrEqual(priceMinor);
      }),
    );
  });

  it('never grows by waiting', () => {
    fc.assert(
      fc.property(anyPolicy, anyPrice, anyInstant, anyInstant, (policy, priceMinor, a, b) => {
        const [earlier, later] = a < b ? [a, b] : [b, a];
        expect(cancelled(later, policy, priceMinor).amountMinor).toBeLessThanOrEqual(
          cancelled(earlier, policy, priceMinor).amountMinor,
        );
      }),
    );
  });

  it('is everything whenever the interviewer or the organisation is the cause', () => {
    fc.assert(
      fc.property(anyPolicy, anyPrice, anyInstant, (policy, priceMinor, at) => {
        const causes: RefundCause[] = [
          { kind: 'cancelled', by: 'interviewer', at },
          { kind: 'cancelled', by: 'admin', at },
          { kind: 'session', verdict: 'no-show-interviewer' },
          { kind: 'session', verdict: 'no-show-both' },
        ];
        for (const cause of causes) {
          expect(refundFor({ policy, priceMinor, cause, startsAt }).amountMinor).toBe(priceMinor);
        }
      }),
    );
  });
});

const question = (parts: Partial<ChangeQuestion> = {}): ChangeQuestion => ({
  status: 'scheduled',
  by: 'candidate',
  policy: defaultPolicy,
  startsAt,
  reschedules: 0,
  now: hoursBefore(48),
  ...parts,
});

describe('cancelling', () => {
  it('is open to everybody while the interview is ahead', () => {
    for (const by of ['candidate', 'interviewer', 'admin'] as const) {
      expect(cancellationRefusal(question({ by }))).toBeNull();
    }
  });

  it('is closed to the candidate from the start on: the evidence decides', () => {
    expect(cancellationRefusal(question({ now: startsAt }))).toBe('started');
    expect(cancellationRefusal(question({ now: startsAt, by: 'interviewer' }))).toBeNull();
    expect(cancellationRefusal(question({ now: startsAt, by: 'admin' }))).toBeNull();
  });

  it('is for what is scheduled alone', () => {
    for (const status of ['held', 'in-progress', 'completed', 'cancelled', 'expired', 'no-show'] as const) {
      expect(cancellationRefusal(question({ status, by: 'admin' }))).toBe('not-scheduled');
      expect(rescheduleRefusal(question({ status, by: 'admin' }))).toBe('not-scheduled');
    }
  });

  it('costs nothing before the free time is over', () => {
    expect(freeCancellationUntil(defaultPolicy, startsAt)).toEqual(hoursBefore(24));
  });
});

describe('choosing another time', () => {
  it('is open to the candidate until the hours of the policy, and as often as it allows', () => {
    expect(rescheduleRefusal(question({ now: new Date(hoursBefore(12).getTime() - 1) }))).toBeNull();
    expect(rescheduleRefusal(question({ now: hoursBefore(12) }))).toBe('too-late');
    expect(rescheduleRefusal(question({ reschedules: 1 }))).toBeNull();
    expect(rescheduleRefusal(question({ reschedules: 2 }))).toBe('limit');
  });

  it('is open to the interviewer until the start, and to an administrator always', () => {
    const late = { now: hoursBefore(1), reschedules: 9 };
    expect(rescheduleRefusal(question({ ...late, by: 'interviewer' }))).toBeNull();
    expect(rescheduleRefusal(question({ now: startsAt, by: 'interviewer' }))).toBe('started');
    expect(rescheduleRefusal(question({ now: startsAt, by: 'admin' }))).toBeNull();
  });
});

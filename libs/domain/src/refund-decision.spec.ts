import { describe, expect, it } from '@jest/globals';
import { interviewStatuses } from '@greenroom/contracts';
import fc from 'fast-check';
import { canTransition, isOver } from './interview-lifecycle.ts';
import { decideConfirmedPayment, type ConfirmedPayment } from './refund-decision.ts';

const now = new Date('2026-05-04T10:00:00Z');
const lapsed: ConfirmedPayment = {
  status: 'expired',
  startsAt: new Date('2026-05-04T12:00:00Z'),
  slot: 'free',
  now,
};

describe('a confirmed payment', () => {
  it('schedules a held interview', () => {
    expect(decideConfirmedPayment({ ...lapsed, status: 'held' })).toEqual({ kind: 'schedule' });
  });

  it('schedules an interview whose hold lapsed while the slot is free', () => {
    expect(decideConfirmedPayment(lapsed)).toEqual({ kind: 'schedule' });
  });

  it('goes back when somebody else has the slot', () => {
    expect(decideConfirmedPayment({ ...lapsed, slot: 'taken' })).toEqual({
      kind: 'refund',
      reason: 'slot-taken',
    });
  });

  it('goes back for another reason when nobody has the slot, but it is not offered any more', () => {
    expect(decideConfirmedPayment({ ...lapsed, slot: 'unavailable' })).toEqual({
      kind: 'refund',
      reason: 'interviewer-unavailable',
    });
  });

  it('goes back when the interview would already have begun', () => {
    expect(decideConfirmedPayment({ ...lapsed, startsAt: new Date('2026-05-04T09:59:00Z') })).toEqual({
      kind: 'refund',
      reason: 'start-passed',
    });
  });

  it('still buys an interview that begins this instant', () => {
    expect(decideConfirmedPayment({ ...lapsed, startsAt: now })).toEqual({ kind: 'schedule' });
  });

  it('goes back when the booking was given up meanwhile', () => {
    expect(decideConfirmedPayment({ ...lapsed, status: 'cancelled' })).toEqual({
      kind: 'refund',
      reason: 'given-up',
    });
  });

  it('changes nothing when it was taken into account before', () => {
    expect(decideConfirmedPayment({ ...lapsed, status: 'scheduled' })).toEqual({ kind: 'none' });
  });

  it('only ever asks for moves that the lifecycle allows, and keeps no money without an interview', () => {
    const payment = fc.record({
      status: fc.constantFrom(...interviewStatuses),
      startsAt: fc.date({ noInvalidDate: true }),
      slot: fc.constantFrom('free', 'taken', 'unavailable'),
      now: fc.date({ noInvalidDate: true }),
    });
    fc.assert(
      fc.property(payment, (confirmed) => {
        const decision = decideConfirmedPayment(confirmed);
        if (decision.kind === 'schedule') {
          expect(canTransition(confirmed.status, 'scheduled', 'payment')).toBe(true);
        }
        if (confirmed.status === 'expired' || confirmed.status === 'cancelled') {
          expect(decision.kind).not.toBe('none');
        }
        if (decision.kind === 'refund') expect(isOver(confirmed.status)).toBe(true);
      }),
    );
  });
});

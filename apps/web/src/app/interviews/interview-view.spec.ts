import { describe, expect, it } from '@jest/globals';
import type { Interview } from '@greenroom/contracts';
import { anInterview } from '../../../test-support/an-interview';
import { endingOf, nextStep } from './interview-view';

const at = (instant: string) => Date.parse(instant);

describe('nextStep', () => {
  it('is to pay while the slot is held, and no longer once the hold has lapsed', () => {
    const held = anInterview({ status: 'held', roomName: null, holdExpiresAt: '2026-11-22T10:10:00.000Z' });
    expect(nextStep(held, at('2026-11-22T10:09:59Z')).kind).toBe('pay');
    expect(nextStep(held, at('2026-11-22T10:10:00Z')).kind).toBe('hold-lapsed');
  });

  it('is to wait until the room opens, then to join', () => {
    const scheduled = anInterview({
      opensAt: '2026-11-24T09:50:00.000Z',
      scheduledAt: '2026-11-24T10:00:00.000Z',
    });
    expect(nextStep(scheduled, at('2026-11-24T09:49:00Z'))).toMatchObject({ kind: 'wait', seconds: 660 });
    expect(nextStep(scheduled, at('2026-11-24T09:50:00Z'))).toMatchObject({ kind: 'join', seconds: 600 });
  });

  it('stays to join while the interview runs', () => {
    const running = anInterview({ status: 'in-progress', opensAt: '2026-11-24T09:50:00.000Z' });
    expect(nextStep(running, at('2026-11-24T10:20:00Z')).kind).toBe('join');
  });

  it('is nothing to join any more once the room is closed', () => {
    const interview = anInterview({ status: 'in-progress', closesAt: '2026-11-24T11:00:00.000Z' });
    expect(nextStep(interview, at('2026-11-24T10:59:59Z')).kind).toBe('join');
    expect(nextStep(interview, at('2026-11-24T11:00:00Z')).kind).toBe('over');
  });

  it.each(['completed', 'cancelled', 'expired', 'no-show'] as const)('is nothing once it is %s', (status) => {
    expect(nextStep(anInterview({ status }), at('2026-11-24T10:00:00Z')).kind).toBe('none');
  });
});

describe('endingOf', () => {
  it('is plain for an interview that took place, was cancelled unpaid or was never paid', () => {
    for (const [status, paymentStatus] of [
      ['completed', 'settled'],
      ['cancelled', 'pending'],
      ['expired', 'failed'],
    ] as const) {
      expect(endingOf(anInterview({ status, paymentStatus }))).toEqual({
        text: `interviews.over.${status}`,
        reason: null,
        refund: null,
      });
    }
  });

  it('never says that nothing was charged when it was, and goes back', () => {
    const late = anInterview({ status: 'expired', paymentStatus: 'settled', refundReason: 'slot-taken' });
    expect(endingOf(late)).toEqual({
      text: 'policy.refund-reason.slot-taken',
      reason: null,
      refund: 'interviews.refund.under-way',
    });
    expect(endingOf({ ...late, paymentStatus: 'refunded' }).refund).toBe('interviews.refund.done');
  });

  it('says why the money of a booking went back', () => {
    const booked = anInterview({ paymentStatus: 'refunded', refundReason: 'by-hand' });
    expect(endingOf({ ...booked, status: 'completed' })).toEqual({
      text: 'interviews.over.completed',
      reason: 'policy.refund-reason.by-hand',
      refund: 'interviews.refund.done',
    });
  });

  it('says once who stayed away, whether or not money goes back for it', () => {
    const missed = anInterview({ status: 'no-show', paymentStatus: 'refunded' });
    const wordsOf = (parts: Partial<Interview>) => {
      const { text, reason } = endingOf({ ...missed, ...parts });
      return [text, reason];
    };
    expect(wordsOf({ absent: 'candidate', refundReason: 'no-show-candidate' })).toEqual([
      'policy.refund-reason.no-show-candidate',
      null,
    ]);
    for (const absent of ['interviewer', 'both'] as const)
      expect(wordsOf({ absent, refundReason: `no-show-${absent}` })).toEqual([
        `interviews.missed.${absent}`,
        null,
      ]);
    expect(wordsOf({ absent: 'interviewer', refundReason: 'by-hand' })).toEqual([
      'interviews.missed.interviewer',
      'policy.refund-reason.by-hand',
    ]);
  });

  it('says who stayed away', () => {
    expect(endingOf(anInterview({ status: 'no-show', absent: 'interviewer' })).text).toBe(
      'interviews.missed.interviewer',
    );
  });
});

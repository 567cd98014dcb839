import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Stay } from './presence.ts';
import { absenceFrom, decideSessionOutcome, QUIET_SECONDS, sessionSeconds } from './session-outcome.ts';

const START = Date.UTC(2026, 4, 4, 10);
const at = (minute: number) => new Date(START + minute * 60_000);
const stay = (role: Stay['role'], joined: number, left: number | null): Stay => ({
  role,
  joinedAt: at(joined),
  leftAt: left === null ? null : at(left),
});
const quiet = QUIET_SECONDS / 60;
const both = (left: number | null): Stay[] => [stay('interviewer', 0, left), stay('candidate', 2, left)];
const ask = (status: 'scheduled' | 'in-progress', stays: Stay[], minute: number) =>
  decideSessionOutcome({ status, stays, endsAt: at(60), closesAt: at(75), now: at(minute) });

describe('an interview in progress', () => {
  it('goes on before its planned end, even when everybody has left', () => {
    expect(ask('in-progress', both(30), 59)).toEqual({ kind: 'open' });
  });

  it('was over when the last one left, once the planned end has passed', () => {
    expect(ask('in-progress', both(40), 60)).toEqual({
      kind: 'completed',
      completedAt: at(40),
      durationSeconds: 38 * 60,
    });
  });

  it('does not end by a reload after the planned end', () => {
    expect(ask('in-progress', both(62), 62 + quiet / 2)).toEqual({ kind: 'open' });
    expect(ask('in-progress', both(62), 62 + quiet)).toMatchObject({
      kind: 'completed',
      completedAt: at(62),
    });
  });

  it('is let be while somebody is there, until the room closes', () => {
    expect(ask('in-progress', both(null), 74)).toEqual({ kind: 'open' });
    expect(ask('in-progress', both(null), 75)).toEqual({
      kind: 'completed',
      completedAt: at(75),
      durationSeconds: 73 * 60,
    });
  });

  it('never ends later than its room', () => {
    expect(ask('in-progress', both(90), 92)).toMatchObject({ completedAt: at(75), durationSeconds: 73 * 60 });
  });
});

describe('an interview for which nobody met', () => {
  it('is a no-show only after the room is closed and late reports have had their time', () => {
    expect(ask('scheduled', [], 75 + quiet / 2)).toEqual({ kind: 'open' });
    expect(ask('scheduled', [], 75 + quiet)).toEqual({ kind: 'no-show', absent: 'both' });
  });

  it('names who did not come', () => {
    expect(absenceFrom([stay('candidate', 0, 20)])).toBe('interviewer');
    expect(absenceFrom([stay('interviewer', 0, 20)])).toBe('candidate');
    expect(absenceFrom([stay('interviewer', 0, 20), stay('candidate', 25, 30)])).toBe('both');
  });
});

describe('the seconds of a session', () => {
  it('do not change by what happens after its end', () => {
    const anyStay = fc
      .record({
        role: fc.constantFrom('candidate' as const, 'interviewer' as const),
        joined: fc.nat(60),
        left: fc.option(fc.nat(60)),
      })
      .map(({ role, joined, left }) => stay(role, joined, left));
    fc.assert(
      fc.property(fc.array(anyStay, { maxLength: 8 }), fc.nat(60), fc.nat(60), (stays, end, extra) => {
        const later = [...stays, stay('candidate', end + extra, null), stay('interviewer', end, end + extra)];
        expect(sessionSeconds(later, at(end))).toBe(sessionSeconds(stays, at(end)));
      }),
    );
  });
});

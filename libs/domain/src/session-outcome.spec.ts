import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Stay } from './presence.ts';
import {
  absenceFrom,
  absenceOf,
  decideSessionOutcome,
  graceEndsAt,
  LATE_REPORT_SECONDS,
  QUIET_SECONDS,
  sessionSeconds,
  verdictOfAbsence,
  verdictOfSession,
} from './session-outcome.ts';

const START = Date.UTC(2026, 4, 4, 10);
const at = (minute: number) => new Date(START + minute * 60_000);
const stay = (role: Stay['role'], joined: number, left: number | null): Stay => ({
  role,
  joinedAt: at(joined),
  leftAt: left === null ? null : at(left),
});
const quiet = QUIET_SECONDS / 60;
const late = LATE_REPORT_SECONDS / 60;
const times = { startsAt: at(0), endsAt: at(60), closesAt: at(75), graceMinutes: 15 };
const both = (left: number | null): Stay[] => [stay('interviewer', 0, left), stay('candidate', 2, left)];
const ask = (status: 'scheduled' | 'in-progress', stays: Stay[], minute: number) =>
  decideSessionOutcome({ status, stays, ...times, now: at(minute) });

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
  it('is a no-show once the grace is over and late reports have had their time', () => {
    expect(ask('scheduled', [], 15 + late / 2)).toEqual({ kind: 'open' });
    expect(ask('scheduled', [], 15 + late)).toEqual({ kind: 'no-show', absent: 'both' });
  });

  it('is a no-show of the side that did not come, although the other has gone again or was cut off', () => {
    expect(ask('scheduled', [stay('interviewer', 0, null)], 15 + late)).toEqual({
      kind: 'no-show',
      absent: 'candidate',
    });
    expect(ask('scheduled', [stay('candidate', 2, 14)], 15 + late)).toEqual({
      kind: 'no-show',
      absent: 'interviewer',
    });
  });

  it('waits until its room is closed for two who came and have not met: they may have lost the connection', () => {
    const apart = [stay('candidate', 0, 12), stay('interviewer', 13, null)];
    expect(ask('scheduled', apart, 74)).toEqual({ kind: 'open' });
    expect(ask('scheduled', apart, 75 + quiet / 2)).toEqual({ kind: 'open' });
    expect(ask('scheduled', apart, 75 + quiet)).toEqual({ kind: 'no-show', absent: 'both' });
  });

  it('does not count a look into the room before the start', () => {
    const look = [stay('candidate', -10, -8), stay('interviewer', -1, null)];
    expect(ask('scheduled', look, 15 + late)).toEqual({ kind: 'no-show', absent: 'candidate' });
  });

  it('names who did not come', () => {
    expect(absenceFrom([stay('candidate', 0, 20)], at(0))).toBe('interviewer');
    expect(absenceFrom([stay('interviewer', 0, 20)], at(0))).toBe('candidate');
    expect(absenceFrom([stay('interviewer', 0, 20), stay('candidate', 25, 30)], at(0))).toBe('both');
    for (const absent of ['candidate', 'interviewer', 'both'] as const) {
      expect(absenceOf(verdictOfAbsence(absent))).toBe(absent);
    }
    expect(absenceOf('delivered')).toBeNull();
  });

  it('has a grace that never outlasts its room', () => {
    expect(graceEndsAt(times)).toEqual(at(15));
    expect(graceEndsAt({ ...times, closesAt: at(10) })).toEqual(at(10));
  });
});

describe('a side that came within the grace', () => {
  const anyMoment = fc.integer({ min: 0, max: 15 * 60 }).map((second) => second / 60);
  const anyCut = fc.integer({ min: 1, max: 120 }).map((second) => second / 60);

  it('is never a no-show of its own, however its connection was cut', () => {
    fc.assert(
      fc.property(anyMoment, anyCut, fc.boolean(), (came, cut, back) => {
        const stays = [
          stay('candidate', came, came + cut),
          ...(back ? [stay('candidate', came + 2 * cut, null)] : []),
        ];
        expect(ask('scheduled', stays, 16)).not.toMatchObject({ absent: 'candidate' });
        expect(ask('scheduled', stays, 16)).not.toMatchObject({ absent: 'both' });
      }),
    );
  });
});

describe('the verdict on a session that took place', () => {
  it('is that it was cut short below half of what was planned', () => {
    expect(verdictOfSession({ durationSeconds: 1_350, plannedSeconds: 2_700 })).toBe('delivered');
    expect(verdictOfSession({ durationSeconds: 1_349, plannedSeconds: 2_700 })).toBe('cut-short');
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

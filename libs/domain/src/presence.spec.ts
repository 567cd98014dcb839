import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  bothPresentSince,
  durationSeconds,
  everybodyLeft,
  staysFrom,
  type PresenceReport,
  type Stay,
  waitingAloneSince,
} from './presence.ts';

const START = Date.UTC(2026, 4, 4, 10);
const at = (second: number) => new Date(START + second * 1000);
const stay = (role: Stay['role'], joined: number, left: number | null): Stay => ({
  role,
  joinedAt: at(joined),
  leftAt: left === null ? null : at(left),
});

let reports = 0;
const report = (
  type: PresenceReport['type'],
  occupantId: string,
  second: number,
  role: PresenceReport['role'] = 'candidate',
): PresenceReport => {
  reports += 1;
  return { id: `report-${reports}`, type, occupantId, role, at: at(second), sequence: reports };
};

describe('stays', () => {
  it('follow from who came and went', () => {
    const stays = staysFrom([
      report('joined', 'a', 0, 'interviewer'),
      report('joined', 'b', 10),
      report('left', 'b', 70),
    ]);
    expect(stays).toEqual([
      { occupantId: 'a', role: 'interviewer', joinedAt: at(0), leftAt: null },
      { occupantId: 'b', role: 'candidate', joinedAt: at(10), leftAt: at(70) },
    ]);
  });

  it('are not changed by a second joined, nor by a left of somebody who is not there', () => {
    const stays = staysFrom([
      report('left', 'a', 0),
      report('joined', 'a', 10),
      report('joined', 'a', 20),
      report('left', 'a', 30),
      report('left', 'a', 40),
    ]);
    expect(stays).toEqual([{ occupantId: 'a', role: 'candidate', joinedAt: at(10), leftAt: at(30) }]);
  });

  it('do not depend on the order or the number of deliveries', () => {
    const history = fc.array(
      fc.record({
        type: fc.constantFrom('joined' as const, 'left' as const),
        occupantId: fc.constantFrom('a', 'b', 'c'),
        second: fc.nat(30),
      }),
      { maxLength: 20 },
    );
    const roleOf = new Map([['c', 'interviewer' as const]]);
    const ranks = fc.array(fc.nat(), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(history, ranks, (events, rank) => {
        const inOrder = events.map(({ type, occupantId, second }, index): PresenceReport => ({
          id: `event-${index}`,
          type,
          occupantId,
          role: roleOf.get(occupantId) ?? 'candidate',
          at: at(second),
          sequence: index,
        }));
        const delivered = [...inOrder, ...inOrder.filter((_, index) => index % 2 === 0)]
          .map((one, index) => ({ one, rank: rank[index] ?? 0 }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ one }) => one);
        expect(staysFrom(delivered)).toEqual(staysFrom(inOrder));
      }),
    );
  });
});

describe('both present', () => {
  it('begins when the second side arrives', () => {
    expect(bothPresentSince([stay('interviewer', 0, null), stay('candidate', 30, null)])).toEqual(at(30));
  });

  it('has not begun while only one side is there, however many of it', () => {
    expect(bothPresentSince([])).toBeNull();
    expect(bothPresentSince([stay('candidate', 0, null), stay('candidate', 5, null)])).toBeNull();
  });

  it('has not begun when one left at the instant at which the other came', () => {
    expect(bothPresentSince([stay('candidate', 0, 30), stay('interviewer', 30, null)])).toBeNull();
  });
});

describe('duration', () => {
  it('counts the time of both sides and not the waiting', () => {
    const stays = [stay('interviewer', 0, 600), stay('candidate', 60, 500)];
    expect(durationSeconds(stays, at(1000))).toBe(440);
  });

  it('is not doubled by a reload that overlaps, nor by a gap of a cut network', () => {
    const stays = [
      stay('interviewer', 0, null),
      stay('candidate', 0, 100),
      stay('candidate', 98, 200),
      stay('candidate', 230, null),
    ];
    expect(durationSeconds(stays, at(300))).toBe(270);
  });

  it('equals the seconds counted one by one', () => {
    const anyStay = fc
      .record({
        role: fc.constantFrom('candidate' as const, 'interviewer' as const),
        joined: fc.nat(60),
        left: fc.option(fc.nat(60)),
      })
      .map(({ role, joined, left }) => stay(role, joined, left));
    fc.assert(
      fc.property(fc.array(anyStay, { maxLength: 10 }), fc.integer({ min: 60, max: 90 }), (stays, until) => {
        const there = (role: Stay['role'], second: number) =>
          stays.some(
            (one) =>
              one.role === role && one.joinedAt <= at(second) && at(second) < (one.leftAt ?? at(until)),
          );
        const seconds = Array.from({ length: until }, (_, second) => second).filter(
          (second) => there('candidate', second) && there('interviewer', second),
        );
        expect(durationSeconds(stays, at(until))).toBe(seconds.length);
        const [first] = seconds;
        if (first !== undefined) expect(bothPresentSince(stays)).toEqual(at(first));
      }),
    );
  });
});

describe('everybody left', () => {
  it('is said only when somebody had come, and nobody is there any more', () => {
    expect(everybodyLeft([])).toBe(false);
    expect(everybodyLeft([stay('candidate', 0, 10), stay('interviewer', 0, null)])).toBe(false);
    expect(everybodyLeft([stay('candidate', 0, 10), stay('interviewer', 0, 20)])).toBe(true);
  });
});

describe('waiting alone', () => {
  const since = (stays: readonly Stay[], now: number, startsAt = 0) =>
    waitingAloneSince(stays, 'candidate', at(startsAt), at(now));

  it('begins with coming, or at the planned start for who is early', () => {
    expect(since([stay('candidate', 30, null)], 100)).toEqual(at(30));
    expect(since([stay('candidate', -600, null)], 100)).toEqual(at(0));
  });

  it('is not interrupted by a reload', () => {
    expect(since([stay('candidate', 30, 50), stay('candidate', 70, null)], 100)).toEqual(at(30));
    expect(since([stay('candidate', 30, 50), stay('candidate', 300, null)], 310)).toEqual(at(300));
  });

  it('ends with leaving, and with the other one coming', () => {
    expect(since([stay('candidate', 30, 50)], 200)).toBeNull();
    expect(since([stay('candidate', 30, null), stay('interviewer', 40, null)], 100)).toBeNull();
    expect(since([], 100)).toBeNull();
  });

  it('begins anew when the other one has gone again', () => {
    const stays = [stay('candidate', 30, null), stay('interviewer', 40, 60)];
    expect(since(stays, 100)).toBeNull();
    expect(since(stays, 130)).toEqual(at(60));
  });

  it('knows nothing of what comes later', () => {
    expect(since([stay('candidate', 30, null), stay('interviewer', 200, null)], 100)).toEqual(at(30));
  });
});

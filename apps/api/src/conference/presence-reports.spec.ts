import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { OccupantStay } from '@greenroom/domain';
import fc from 'fast-check';
import { compareLedger, type RoomEvent, staysOf } from './presence-reports.ts';

const INTERVIEW = '01980000-0000-7000-8000-000000000001';
const START = Date.UTC(2026, 4, 4, 10);
const at = (second: number) => new Date(START + second * 1000);

/** Events of one life of a room, numbered as the signalling server does it. */
function life(
  ...facts: [second: number, type: RoomEvent['type'], side?: string, occupantId?: string][]
): RoomEvent[] {
  return facts.map(([second, type, side, occupantId], index) => ({
    id: randomUUID(),
    sequence: index + 1,
    type,
    occupantId: occupantId ?? side ?? null,
    userId: side ? `${side}-${INTERVIEW}` : null,
    occurredAt: at(second),
  }));
}

const visit = life(
  [0, 'room-created'],
  [1, 'occupant-joined', 'interviewer'],
  [30, 'occupant-joined', 'candidate', 'first'],
  [60, 'occupant-left', 'candidate', 'first'],
  [62, 'occupant-joined', 'candidate', 'second'],
  [90, 'occupant-left', 'interviewer'],
  [91, 'occupant-left', 'candidate', 'second'],
  [91, 'room-destroyed'],
);

describe('the stays of a room', () => {
  it('follow from its events, in any order and however often they are told', () => {
    const expected = [
      { occupantId: 'interviewer', role: 'interviewer', joinedAt: at(1), leftAt: at(90) },
      { occupantId: 'first', role: 'candidate', joinedAt: at(30), leftAt: at(60) },
      { occupantId: 'second', role: 'candidate', joinedAt: at(62), leftAt: at(91) },
    ];
    const told = fc.shuffledSubarray([...visit, ...visit], { minLength: visit.length * 2 });
    fc.assert(fc.property(told, (events) => expect(staysOf(INTERVIEW, events)).toEqual(expected)));
  });

  it('end with the room when a leaving was not told', () => {
    const events = life([0, 'room-created'], [1, 'occupant-joined', 'candidate'], [50, 'room-destroyed']);
    expect(staysOf(INTERVIEW, events)).toMatchObject([{ leftAt: at(50) }]);
  });

  it('end when the room begins anew, after a signalling server that died', () => {
    const before = life([0, 'room-created'], [1, 'occupant-joined', 'candidate', 'same']);
    const after = life([100, 'room-created'], [101, 'occupant-joined', 'candidate', 'same']);
    expect(staysOf(INTERVIEW, [...after, ...before])).toMatchObject([
      { joinedAt: at(1), leftAt: at(100) },
      { joinedAt: at(101), leftAt: null },
    ]);
  });

  it('are not ended by the end of an earlier life of the room', () => {
    const first = life([0, 'room-created'], [1, 'occupant-joined', 'candidate'], [20, 'room-destroyed']);
    const second = life([20, 'room-created'], [20, 'occupant-joined', 'candidate', 'again']);
    expect(staysOf(INTERVIEW, [...second, ...first])).toMatchObject([
      { occupantId: 'candidate', leftAt: at(20) },
      { occupantId: 'again', leftAt: null },
    ]);
  });

  it("know only the interview's two people", () => {
    const others = life(
      [0, 'room-created'],
      [1, 'occupant-joined', 'focus'],
      [2, 'occupant-joined', 'recorder'],
    );
    const elsewhere = {
      ...life([3, 'occupant-joined', 'candidate'])[0],
      userId: `candidate-${randomUUID()}`,
    };
    expect(staysOf(INTERVIEW, [...others, elsewhere as RoomEvent])).toEqual([]);
  });
});

describe('the ledger', () => {
  const stay = (occupantId: string, joined: number, left: number | null): OccupantStay => ({
    occupantId,
    role: 'candidate',
    joinedAt: at(joined),
    leftAt: left === null ? null : at(left),
  });

  it('is changed only where it differs from the stays', () => {
    const ledger = [
      { id: '1', ...stay('same', 0, 10) },
      { id: '2', ...stay('left', 0, null) },
      { id: '3', ...stay('back', 0, 5) },
      { id: '4', ...stay('earlier', 8, null) },
    ];
    const stays = [stay('same', 0, 10), stay('left', 0, 7), stay('back', 0, null), stay('earlier', 3, null)];
    expect(compareLedger(ledger, stays)).toEqual({
      added: [stay('earlier', 3, null)],
      removed: ['4'],
      ended: [
        { id: '2', leftAt: at(7) },
        { id: '3', leftAt: null },
      ],
    });
  });

  it('takes two stays that begin in the same instant as one', () => {
    expect(compareLedger([], [stay('a', 0, 0), stay('a', 0, null)]).added).toEqual([stay('a', 0, null)]);
  });
});

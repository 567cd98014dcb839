import { describe, expect, it } from '@jest/globals';
import { interviewStatuses, type InterviewStatus } from '@greenroom/contracts';
import fc from 'fast-check';
import {
  canTransition,
  interviewActors,
  type InterviewTransition,
  interviewTransitions,
  isLive,
  isOver,
  liveStatuses,
  terminalStatuses,
  transitionsFrom,
  type InterviewOrigin,
} from './interview-lifecycle.ts';

const anyStatus = fc.constantFrom(...interviewStatuses);
const anyActor = fc.constantFrom(...interviewActors);

const reachable = (origin: InterviewOrigin): Set<InterviewStatus> => {
  const seen = new Set<InterviewStatus>();
  const visit = (from: InterviewOrigin) => {
    for (const { to, correction } of transitionsFrom(from)) {
      if (correction || seen.has(to)) continue;
      seen.add(to);
      visit(to);
    }
  };
  visit(origin);
  return seen;
};

describe('the table of moves', () => {
  it('names only statuses and actors that exist', () => {
    const statuses = new Set<string | null>([null, ...interviewStatuses]);
    const actors = new Set<string>(interviewActors);
    for (const { from, to, by } of interviewTransitions) {
      expect(statuses).toContain(from);
      expect(statuses).toContain(to);
      expect(by.length).toBeGreaterThan(0);
      for (const actor of by) expect(actors).toContain(actor);
    }
  });

  it('has each move once and none onto itself', () => {
    const moves = interviewTransitions.map(({ from, to }) => `${from}→${to}`);
    expect(new Set(moves).size).toBe(moves.length);
    for (const { from, to } of interviewTransitions) expect(from).not.toBe(to);
  });

  it('reaches every status from the creation', () => {
    expect([...reachable(null)].sort()).toEqual([...interviewStatuses].sort());
  });

  it('leads every status to a terminal one', () => {
    for (const status of interviewStatuses) {
      const ends = [status, ...reachable(status)].filter((end) => terminalStatuses.includes(end));
      expect(ends.length).toBeGreaterThan(0);
    }
  });

  it('is without circles: no interview takes place twice', () => {
    for (const status of interviewStatuses) {
      if (status === 'scheduled') continue;
      expect(reachable(status)).not.toContain(status);
    }
    expect(reachable('scheduled')).not.toContain('scheduled');
  });
});

describe('canTransition', () => {
  it.each([
    [null, 'held', 'candidate'],
    [null, 'scheduled', 'candidate'],
    ['held', 'scheduled', 'payment'],
    ['held', 'expired', 'system'],
    ['held', 'cancelled', 'candidate'],
    ['held', 'cancelled', 'payment'],
    ['scheduled', 'cancelled', 'payment'],
    ['expired', 'scheduled', 'payment'],
    ['scheduled', 'in-progress', 'presence'],
    ['scheduled', 'cancelled', 'interviewer'],
    ['scheduled', 'no-show', 'system'],
    ['scheduled', 'no-show', 'admin'],
    ['scheduled', 'completed', 'admin'],
    ['in-progress', 'completed', 'interviewer'],
    ['in-progress', 'completed', 'system'],
  ] as const)('allows %s → %s by %s', (from, to, actor) => {
    expect(canTransition(from, to, actor)).toBe(true);
  });

  it.each([
    ['held', 'scheduled', 'candidate'],
    ['expired', 'scheduled', 'candidate'],
    ['cancelled', 'scheduled', 'payment'],
    ['scheduled', 'completed', 'system'],
    ['scheduled', 'in-progress', 'candidate'],
    ['in-progress', 'cancelled', 'admin'],
    ['in-progress', 'cancelled', 'payment'],
    ['completed', 'in-progress', 'presence'],
  ] as const)('refuses %s → %s by %s', (from, to, actor) => {
    expect(canTransition(from, to, actor)).toBe(false);
  });

  it('asked without an actor, allows what somebody may do', () => {
    fc.assert(
      fc.property(fc.option(anyStatus), anyStatus, anyActor, (from, to, actor) => {
        if (canTransition(from, to, actor)) expect(canTransition(from, to)).toBe(true);
      }),
    );
  });

  it('never leaves a terminal status but by an administrator’s correction, and never returns to a hold', () => {
    fc.assert(
      fc.property(anyStatus, anyStatus, anyActor, (from, to, actor) => {
        if (terminalStatuses.includes(from) && actor !== 'admin')
          expect(canTransition(from, to, actor)).toBe(false);
        expect(canTransition(from, 'held')).toBe(false);
      }),
    );
  });
});

describe('corrections', () => {
  const corrections = interviewTransitions.filter((transition: InterviewTransition) => transition.correction);

  it('are an administrator’s alone, and lead from one end to the other', () => {
    expect(corrections.map(({ from, to }) => `${from}→${to}`)).toEqual([
      'no-show→completed',
      'completed→no-show',
    ]);
    for (const { by } of corrections) expect(by).toEqual(['admin']);
  });
});

describe('live, over and terminal', () => {
  it('divide the statuses: live ones occupy the interviewer, the others are over', () => {
    for (const status of interviewStatuses) expect(isLive(status)).toBe(!isOver(status));
    expect(liveStatuses).toEqual(['held', 'scheduled', 'in-progress']);
  });

  it('keep only a lapsed hold revivable', () => {
    expect([...terminalStatuses].sort()).toEqual(['cancelled', 'completed', 'no-show']);
    expect(
      interviewStatuses.filter((status) => isOver(status) && !terminalStatuses.includes(status)),
    ).toEqual(['expired']);
  });
});

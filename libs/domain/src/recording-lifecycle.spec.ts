import { describe, expect, it } from '@jest/globals';
import { recordingStatuses, type RecordingStatus } from '@greenroom/contracts';
import {
  activeRecordingStatuses,
  canMoveRecording,
  isActiveRecording,
  mayAskForRecording,
  recordingActors,
  type RecordingOrigin,
  recordingTransitions,
  recordingTransitionsFrom,
  terminalRecordingStatuses,
} from './recording-lifecycle.ts';

const reachable = (origin: RecordingOrigin, without?: RecordingStatus): Set<RecordingStatus> => {
  const seen = new Set<RecordingStatus>();
  const visit = (from: RecordingOrigin) => {
    for (const { to } of recordingTransitionsFrom(from)) {
      if (seen.has(to) || to === without) continue;
      seen.add(to);
      visit(to);
    }
  };
  visit(origin);
  return seen;
};

describe('the table of a recording’s moves', () => {
  it('names only statuses and actors that exist', () => {
    const statuses = new Set<string | null>([null, ...recordingStatuses]);
    const actors = new Set<string>(recordingActors);
    for (const { from, to, by } of recordingTransitions) {
      expect(statuses).toContain(from);
      expect(statuses).toContain(to);
      expect(by.length).toBeGreaterThan(0);
      for (const actor of by) expect(actors).toContain(actor);
    }
  });

  it('has each move once and none onto itself', () => {
    const moves = recordingTransitions.map(({ from, to }) => `${from}→${to}`);
    expect(new Set(moves).size).toBe(moves.length);
    for (const { from, to } of recordingTransitions) expect(from).not.toBe(to);
  });

  it('reaches every status from the question', () => {
    expect([...reachable(null)].sort()).toEqual([...recordingStatuses].sort());
  });

  it('leads every status to a terminal one', () => {
    for (const status of recordingStatuses) {
      const ends = [status, ...reachable(status)].filter((end) => terminalRecordingStatuses.includes(end));
      expect(ends.length).toBeGreaterThan(0);
    }
  });

  it('is without circles: nothing is recorded twice under one consent', () => {
    for (const status of recordingStatuses) expect(reachable(status)).not.toContain(status);
  });

  it('leads to no recording and to no file without the permission of both', () => {
    for (const status of ['recording', 'stopped', 'ready'] as const)
      expect(reachable(null, 'permitted')).not.toContain(status);
  });

  it('ends where nothing was recorded, and where nothing is kept', () => {
    expect([...terminalRecordingStatuses].sort()).toEqual(['declined', 'erased']);
  });
});

describe('who moves a recording', () => {
  it('is asked for by the interviewer alone', () => {
    expect(mayAskForRecording('interviewer')).toBe(true);
    expect(mayAskForRecording('candidate')).toBe(false);
  });

  it('leaves the beginning to the recorder', () => {
    const actors = recordingActors.filter((actor) => canMoveRecording('permitted', 'recording', actor));
    expect(actors).toEqual(['recorder']);
  });

  it('leaves a stored file to its time and to administrators', () => {
    const actors = recordingActors.filter((actor) => canMoveRecording('ready', 'erased', actor));
    expect(actors).toEqual(['admin', 'system']);
  });
});

it('one is active until the recorder has left', () => {
  expect(recordingStatuses.filter(isActiveRecording)).toEqual([...activeRecordingStatuses]);
});

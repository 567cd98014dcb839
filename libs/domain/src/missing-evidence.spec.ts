import { describe, expect, it } from '@jest/globals';
import { sessionVerdicts } from '@greenroom/contracts';
import {
  EVIDENCE_WAIT_MINUTES,
  evidenceRetryAt,
  isLedgerComplete,
  restsOnAbsence,
} from './missing-evidence.ts';
import type { OccupantStay } from './presence.ts';

const SINCE = Date.UTC(2026, 4, 4, 10, 15);
const after = (seconds: number) => new Date(SINCE + seconds * 1000);

describe('an absence that nobody can be asked about', () => {
  it('is asked about again, ever more seldom, for so many minutes', () => {
    const asked = [0];
    for (let last = 0; ;) {
      const next = evidenceRetryAt(after(0), after(last));
      if (next === null) break;
      last = (next.getTime() - SINCE) / 1000;
      asked.push(last);
    }
    expect(asked).toEqual([0, 15, 30, 60, 120, 240, 360, 480, 600]);
    expect(asked.at(-1)).toBe(EVIDENCE_WAIT_MINUTES * 60);
  });

  it('is what every verdict speaks of but that the session was delivered', () => {
    expect(sessionVerdicts.filter((verdict) => !restsOnAbsence(verdict))).toEqual(['delivered']);
  });
});

describe('the ledger', () => {
  const stay = (occupantId: string, left = false): OccupantStay => ({
    occupantId,
    role: 'candidate',
    joinedAt: after(0),
    leftAt: left ? after(60) : null,
  });

  it('is complete when it names those who are there', () => {
    expect(isLedgerComplete([], [])).toBe(true);
    expect(isLedgerComplete([stay('a'), stay('b', true)], ['a'])).toBe(true);
  });

  it('is not while it misses a coming or a going', () => {
    expect(isLedgerComplete([stay('a')], [])).toBe(false);
    expect(isLedgerComplete([stay('a', true)], ['a'])).toBe(false);
    expect(isLedgerComplete([stay('a')], ['b'])).toBe(false);
  });
});

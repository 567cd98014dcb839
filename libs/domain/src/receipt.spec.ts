import { describe, expect, it } from '@jest/globals';
import type { Stay } from './presence.ts';
import { presenceReceipt } from './receipt.ts';

const START = Date.UTC(2026, 4, 4, 10);
const at = (minute: number) => new Date(START + minute * 60_000);
const stay = (role: Stay['role'], joined: number, left: number | null): Stay => ({
  role,
  joinedAt: at(joined),
  leftAt: left === null ? null : at(left),
});

describe('the receipt', () => {
  it('says for each side from when until when it was there', () => {
    const stays = [stay('interviewer', 0, 47), stay('candidate', 4, 47)];
    expect(presenceReceipt(stays, at(60))).toEqual({
      interviewer: [{ from: at(0), to: at(47) }],
      candidate: [{ from: at(4), to: at(47) }],
      togetherSeconds: 43 * 60,
    });
  });

  it('makes one stay of a reload, and counts the gap all the same', () => {
    const stays = [
      stay('interviewer', 0, 20),
      stay('candidate', 0, 10),
      stay('candidate', 10.5, 12),
      stay('candidate', 11, 20),
    ];
    const receipt = presenceReceipt(stays, at(60));
    expect(receipt.candidate).toEqual([{ from: at(0), to: at(20) }]);
    expect(receipt.togetherSeconds).toBe(20 * 60 - 30);
  });

  it('keeps a real absence apart', () => {
    expect(presenceReceipt([stay('candidate', 0, 10), stay('candidate', 14, 20)], at(60)).candidate).toEqual([
      { from: at(0), to: at(10) },
      { from: at(14), to: at(20) },
    ]);
  });

  it('leaves a stay open while the person is there', () => {
    const receipt = presenceReceipt([stay('candidate', 0, null), stay('interviewer', 5, null)], at(15));
    expect(receipt).toEqual({
      interviewer: [{ from: at(5), to: null }],
      candidate: [{ from: at(0), to: null }],
      togetherSeconds: 600,
    });
  });
});

import { describe, expect, it } from '@jest/globals';
import { cancellablePause, retryDelay } from './retry.ts';

describe('retryDelay', () => {
  it('doubles up to five seconds', () => {
    expect([1, 2, 3, 4, 5, 50].map((failures) => retryDelay(failures, 0.5))).toEqual([
      400, 800, 1600, 3200, 5000, 5000,
    ]);
  });

  it('is spread by a fifth', () => {
    expect(retryDelay(1, 0)).toBe(320);
    expect(retryDelay(1, 1)).toBe(480);
  });
});

describe('cancellablePause', () => {
  it('ends with the signal', async () => {
    const use = new AbortController();
    const pause = cancellablePause(2 ** 30, use.signal);
    use.abort();
    await pause;
    await cancellablePause(2 ** 30, use.signal);
  });
});

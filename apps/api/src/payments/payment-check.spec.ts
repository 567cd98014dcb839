import { describe, expect, it } from '@jest/globals';
import { checkDelay } from './payment-check.ts';

describe('the time between two looks at a payment', () => {
  it('grows from seconds to ten minutes and no further', () => {
    expect([0, 1, 2, 5, 6, 1_000].map(checkDelay)).toEqual([
      15_000, 30_000, 60_000, 480_000, 600_000, 600_000,
    ]);
  });
});

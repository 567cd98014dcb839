import { describe, expect, it } from '@jest/globals';
import { balanceOf } from './balance';

describe('the balance of an interview', () => {
  it('says what is left of the money', () => {
    const charge = {
      kind: 'charge',
      amountMinor: 4900,
      currency: 'EUR',
      reason: 'booking',
      providerReference: 'pi_1',
      at: '2026-11-25T09:02:00.000Z',
    } as const;
    const refund = { ...charge, kind: 'refund', amountMinor: 900 } as const;
    expect(balanceOf([charge, refund])).toEqual({ charged: 4900, refunded: 900, kept: 4000 });
    const failed = { ...refund, kind: 'refund-failed' } as const;
    expect(balanceOf([charge, refund, failed])).toEqual({ charged: 4900, refunded: 0, kept: 4900 });
  });
});

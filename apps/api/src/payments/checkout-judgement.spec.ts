import { describe, expect, it } from '@jest/globals';
import { judgeCheckout, type JudgedPayment } from './checkout-judgement.ts';
import type { Checkout } from './payment-provider.ts';

const payment: JudgedPayment = {
  id: 'payment-1',
  interviewId: 'interview-1',
  status: 'pending',
  amountMinor: 8900,
  currency: 'EUR',
};

const paid: Checkout = {
  reference: 'cs_1',
  url: null,
  state: 'paid',
  amountMinor: 8900,
  currency: 'EUR',
  paymentId: 'payment-1',
  interviewId: 'interview-1',
  paymentReference: 'pi_1',
  refundedMinor: 0,
};

describe('a checkout', () => {
  it('that is paid as asked is a charge', () => {
    expect(judgeCheckout(payment, paid)).toEqual({ kind: 'charge', paid });
  });

  it.each([
    ['another amount', { amountMinor: 8899 }],
    ['another currency', { currency: 'USD' }],
    ['another interview', { interviewId: 'interview-2' }],
    ['another payment', { paymentId: 'payment-2' }],
    ['no interview', { interviewId: null }],
  ])('that is paid for %s is never a charge', (_, difference) => {
    expect(judgeCheckout(payment, { ...paid, ...difference }).kind).toBe('mismatch');
  });

  it('that is paid without any payment of the provider took nothing', () => {
    expect(judgeCheckout(payment, { ...paid, paymentReference: null })).toEqual({ kind: 'lapse' });
  });

  it.each(['open', 'processing'] as const)('that is %s is waited for', (state) => {
    expect(judgeCheckout(payment, { ...paid, state })).toEqual({ kind: 'wait' });
  });

  it('that has lapsed ends the payment', () => {
    expect(judgeCheckout(payment, { ...paid, state: 'lapsed' })).toEqual({ kind: 'lapse' });
  });

  it('that is paid after its payment was given up as failed is a charge all the same', () => {
    const failed = { ...payment, status: 'failed' };
    expect(judgeCheckout(failed, paid).kind).toBe('charge');
    expect(judgeCheckout(failed, { ...paid, amountMinor: 1 }).kind).toBe('mismatch');
    for (const state of ['open', 'processing', 'lapsed'] as const)
      expect(judgeCheckout(failed, { ...paid, state })).toEqual({ kind: 'known' });
  });

  it.each(['settled', 'refunded'])('of a payment that is %s changes nothing', (status) => {
    for (const state of ['open', 'processing', 'paid', 'lapsed'] as const) {
      expect(judgeCheckout({ ...payment, status }, { ...paid, state })).toEqual({ kind: 'known' });
    }
  });
});

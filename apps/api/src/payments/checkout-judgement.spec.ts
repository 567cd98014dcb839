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
};

describe('a checkout', () => {
  it('that is paid as asked is a charge', () => {
    expect(judgeCheckout(payment, paid)).toBe('charge');
  });

  it.each([
    ['another amount', { amountMinor: 8899 }],
    ['another currency', { currency: 'USD' }],
    ['another interview', { interviewId: 'interview-2' }],
    ['another payment', { paymentId: 'payment-2' }],
    ['no interview', { interviewId: null }],
    ['no payment of the provider', { paymentReference: null }],
  ])('that is paid for %s is never a charge', (_, difference) => {
    expect(judgeCheckout(payment, { ...paid, ...difference })).toBe('mismatch');
  });

  it.each(['open', 'processing'] as const)('that is %s is waited for', (state) => {
    expect(judgeCheckout(payment, { ...paid, state })).toBe('wait');
  });

  it('that has lapsed ends the payment', () => {
    expect(judgeCheckout(payment, { ...paid, state: 'lapsed' })).toBe('lapse');
  });

  it.each(['settled', 'refunded', 'failed'])('of a payment that is %s changes nothing', (status) => {
    for (const state of ['open', 'processing', 'paid', 'lapsed'] as const) {
      expect(judgeCheckout({ ...payment, status }, { ...paid, state })).toBe('known');
    }
  });
});

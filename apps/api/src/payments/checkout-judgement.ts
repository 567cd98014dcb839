import type { Checkout } from './payment-provider.ts';

/** What of a payment decides how a checkout is judged. */
export interface JudgedPayment {
  readonly id: string;
  readonly interviewId: string;
  readonly status: string;
  readonly amountMinor: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
}

/** A checkout that took money. */
export type PaidCheckout = Checkout & { readonly paymentReference: string };

/**
 * What a checkout means for its payment: `charge`, the money is there; `mismatch`, money is there, but not what was asked for, so that it
 * buys nothing and goes back; `lapse`, there never will be any; `wait`, neither yet; `known`, it was taken into account before.
 */
export type CheckoutJudgement =
  | { readonly kind: 'charge' | 'mismatch'; readonly paid: PaidCheckout }
  | { readonly kind: 'lapse' | 'wait' | 'known' };

/**
 * Judges by what the provider says now, never by what an event said. A payment that was given up as failed is judged again when money
 * came after all: whoever was on the payment page had not heard of it.
 */
export function judgeCheckout(payment: JudgedPayment, checkout: Checkout): CheckoutJudgement {
  const isOver = payment.status === 'failed';
  if (payment.status !== 'pending' && !isOver) return { kind: 'known' };
  switch (checkout.state) {
    case 'open':
    case 'processing':
      return { kind: isOver ? 'known' : 'wait' };
    case 'lapsed':
      return { kind: isOver ? 'known' : 'lapse' };
    case 'paid':
      // Paid without a payment: there was nothing to take, so nothing was bought.
      if (!tookMoney(checkout)) return { kind: isOver ? 'known' : 'lapse' };
      return { kind: isWhatWasAsked(payment, checkout) ? 'charge' : 'mismatch', paid: checkout };
  }
}

const tookMoney = (checkout: Checkout): checkout is PaidCheckout => checkout.paymentReference !== null;

function isWhatWasAsked(payment: JudgedPayment, checkout: Checkout): boolean {
  return (
    checkout.amountMinor === payment.amountMinor &&
    checkout.currency === payment.currency &&
    checkout.interviewId === payment.interviewId &&
    checkout.paymentId === payment.id
  );
}

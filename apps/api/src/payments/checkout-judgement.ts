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

/**
 * What a checkout means for its payment: `charge`, the money is there; `lapse`, it never will be; `wait`, neither yet; `known`, it was taken
 * into account before; `mismatch`, something is paid, but not what was asked for: nothing changes, a person has to look.
 */
export type CheckoutJudgement = 'charge' | 'lapse' | 'wait' | 'known' | 'mismatch';

/** Judges by what the provider says now, never by what an event said. */
export function judgeCheckout(payment: JudgedPayment, checkout: Checkout): CheckoutJudgement {
  if (payment.status !== 'pending') return 'known';
  switch (checkout.state) {
    case 'open':
    case 'processing':
      return 'wait';
    case 'lapsed':
      return 'lapse';
    case 'paid':
      return isWhatWasAsked(payment, checkout) ? 'charge' : 'mismatch';
  }
}

function isWhatWasAsked(payment: JudgedPayment, checkout: Checkout): boolean {
  return (
    checkout.amountMinor === payment.amountMinor &&
    checkout.currency === payment.currency &&
    checkout.interviewId === payment.interviewId &&
    checkout.paymentId === payment.id &&
    checkout.paymentReference !== null
  );
}

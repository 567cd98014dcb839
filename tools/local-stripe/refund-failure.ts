import type Stripe from 'stripe';

import { type Change, emit } from './events.ts';

/**
 * Lets a refund fail after it was made, as the payer's bank can days later: the money is with the merchant again, and can be refunded
 * anew. https://docs.stripe.com/refunds#failed-refunds
 *
 * @returns null when there is no such refund, or it has failed before.
 */
export function failRefund(change: Change, refundId: string): Stripe.Refund | null {
  const { tx } = change;
  const refund = tx.get('refund', refundId);
  const charge = typeof refund?.charge === 'string' ? tx.get('charge', refund.charge) : undefined;
  if (refund === undefined || charge === undefined || refund.status === 'failed') return null;
  const failed: Stripe.Refund = {
    ...refund,
    status: 'failed',
    failure_reason: 'expired_or_canceled_card',
  };
  tx.put('refund', failed.id, failed);
  tx.put('charge', charge.id, {
    ...charge,
    amount_refunded: charge.amount_refunded - refund.amount,
    refunded: false,
  });
  emit(change, 'refund.updated', failed);
  emit(change, 'refund.failed', failed);
  return failed;
}

import type Stripe from 'stripe';
import { z } from 'zod';

import type { ApiCall, ApiRoute } from './api-route.ts';
import { invalidRequest, refusedByState, resourceMissing } from './errors.ts';
import { emit } from './events.ts';
import { expand } from './expand.ts';
import { checkParams, formExpand, formInteger, formMetadata } from './form.ts';
import { newId } from './ids.ts';
import { listPage, listParams } from './lists.ts';

const createParams = z.strictObject({
  payment_intent: z.string().min(1).optional(),
  charge: z.string().min(1).optional(),
  amount: formInteger(1).optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata: formMetadata.default({}),
  expand: formExpand,
});

const retrieveParams = z.strictObject({ expand: formExpand });

const listRefundsParams = z.strictObject({
  ...listParams,
  payment_intent: z.string().optional(),
  charge: z.string().optional(),
});

/** https://docs.stripe.com/api/refunds */
export const REFUND_ROUTES: readonly ApiRoute[] = [
  { method: 'POST', path: '/v1/refunds', handle: create },
  { method: 'GET', path: '/v1/refunds', handle: list },
  { method: 'GET', path: '/v1/refunds/:id', handle: retrieve },
];

function create(call: ApiCall): object {
  const params = checkParams(createParams, call.params);
  const charge = chargeToRefund(call, params);
  const left = charge.amount_captured - charge.amount_refunded;
  const amount = params.amount ?? left;
  if (left === 0) {
    const message = `Charge ${charge.id} has already been refunded.`;
    throw refusedByState(message, { code: 'charge_already_refunded' });
  }
  if (amount > left) {
    const message = `Refund amount (${money(amount, charge)}) is greater than unrefunded amount on charge (${money(left, charge)})`;
    throw refusedByState(message, { param: 'amount' });
  }

  const refunded: Stripe.Charge = {
    ...charge,
    amount_refunded: charge.amount_refunded + amount,
    refunded: amount === left,
  };
  const refund: Stripe.Refund = {
    id: newId('re_'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: call.now,
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: { type: 'card' },
    metadata: params.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: params.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  };
  call.tx.put('charge', charge.id, refunded);
  call.tx.put('refund', refund.id, refund);
  emit(call, 'refund.created', refund);
  emit(call, 'charge.refunded', refunded);
  return expand(call.tx, refund, params.expand);
}

function list(call: ApiCall): object {
  const params = checkParams(listRefundsParams, call.params);
  const refunds = call
    .all('refund')
    .filter(
      (refund) => params.payment_intent === undefined || refund.payment_intent === params.payment_intent,
    )
    .filter((refund) => params.charge === undefined || refund.charge === params.charge);
  return expand(call.tx, listPage('/v1/refunds', 'refund', refunds, params), params.expand);
}

function retrieve(call: ApiCall): object {
  const params = checkParams(retrieveParams, call.params);
  const refund = call.tx.get('refund', call.id);
  if (refund === undefined) throw resourceMissing('refund', call.id, 'refund');
  return expand(call.tx, refund, params.expand);
}

function chargeToRefund(
  call: ApiCall,
  params: { payment_intent?: string | undefined; charge?: string | undefined },
): Stripe.Charge {
  if (params.charge !== undefined) {
    const charge = call.tx.get('charge', params.charge);
    if (charge === undefined) throw resourceMissing('charge', params.charge, 'charge');
    return charge;
  }
  if (params.payment_intent === undefined) {
    const message =
      'One of the following params should be provided for this request: payment_intent or charge.';
    throw invalidRequest(message, { code: 'parameter_missing' });
  }
  const intent = call.tx.get('paymentIntent', params.payment_intent);
  if (intent === undefined) throw resourceMissing('payment_intent', params.payment_intent, 'payment_intent');
  const charge =
    typeof intent.latest_charge === 'string' ? call.tx.get('charge', intent.latest_charge) : undefined;
  if (!charge?.captured) {
    throw refusedByState(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`);
  }
  return charge;
}

function money(amount: number, charge: Stripe.Charge): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency: charge.currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

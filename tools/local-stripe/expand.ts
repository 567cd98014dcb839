import type Stripe from 'stripe';

import { invalidRequest } from './errors.ts';
import type { CheckoutRecord } from './records.ts';
import type { Transaction } from './store.ts';

/** The fields that may be expanded, by the `object` they sit on; https://docs.stripe.com/expand. */
const EXPANDABLE: Readonly<Record<string, readonly string[]>> = {
  'checkout.session': ['payment_intent', 'line_items'],
  payment_intent: ['latest_charge'],
  charge: ['payment_intent'],
  refund: ['payment_intent', 'charge'],
};

type Node = Record<string, unknown>;

/**
 * Replaces ids by the objects they stand for, along paths such as `payment_intent.latest_charge` or, in a list,
 * `data.payment_intent`. Works on a copy.
 *
 * @throws {StripeApiError} 400 for a property that cannot be expanded.
 */
export function expand<Result extends object>(
  tx: Transaction,
  result: Result,
  paths: readonly string[],
): Result {
  if (paths.length === 0) return result;
  const copy = structuredClone(result);
  for (const path of paths) expandPath(tx, copy as unknown as Node, path.split('.'), path);
  return copy;
}

function expandPath(tx: Transaction, node: Node, [field, ...rest]: string[], whole: string): void {
  if (field === undefined) return;
  if (node.object === 'list' && field === 'data' && Array.isArray(node.data)) {
    for (const item of node.data as Node[]) expandPath(tx, item, rest, whole);
    return;
  }
  if (EXPANDABLE[String(node.object)]?.includes(field) !== true) {
    throw invalidRequest(`This property cannot be expanded (${field}). You requested: ${whole}`, {
      param: 'expand',
    });
  }
  if (field === 'line_items') node.line_items = lineItemsOf(tx.get('checkout', String(node.id)));
  const value = node[field];
  if (typeof value === 'string') node[field] = structuredClone(lookUp(tx, value) ?? value);
  const child = node[field];
  if (typeof child === 'object' && child !== null) expandPath(tx, child as Node, rest, whole);
}

function lookUp(tx: Transaction, id: string): object | undefined {
  return tx.get('paymentIntent', id) ?? tx.get('charge', id);
}

export function lineItemsOf(checkout: CheckoutRecord | undefined): Stripe.ApiList<Stripe.LineItem> {
  return {
    object: 'list',
    data: [...(checkout?.lineItems ?? [])],
    has_more: false,
    url: `/v1/checkout/sessions/${checkout?.session.id ?? ''}/line_items`,
  };
}

import type Stripe from 'stripe';

import type { Card, Decline } from './cards.ts';
import { type Change, emit } from './events.ts';
import { newCharge, newPaymentIntent } from './objects.ts';
import type { CheckoutRecord } from './records.ts';

export type PaymentOutcome =
  | { readonly kind: 'paid'; readonly session: Stripe.Checkout.Session }
  | { readonly kind: 'declined'; readonly decline: Decline }
  | { readonly kind: 'not-open'; readonly session: Stripe.Checkout.Session };

/**
 * Tries to pay an open session with a card. A declined attempt leaves the session open, as Stripe does; paying a
 * session that is complete or expired changes nothing.
 */
export function paySession(change: Change, checkout: CheckoutRecord, card: Card): PaymentOutcome {
  const { tx, now } = change;
  if (checkout.session.status !== 'open') return { kind: 'not-open', session: checkout.session };
  if (checkout.session.expires_at <= now) {
    return { kind: 'not-open', session: expireSession(change, checkout).session };
  }

  const intent = intentOf(change, checkout);
  const attempt = newCharge(intent, checkout.session.customer_email, now);
  attempt.payment_method_details = cardDetails(card, intent.amount);
  if (card.decline !== null) {
    recordFailure(change, intent, attempt, card.decline);
    tx.put('checkout', checkout.session.id, withSession(checkout, { payment_intent: intent.id }));
    return { kind: 'declined', decline: card.decline };
  }

  const charge = recordSuccess(change, intent, attempt);
  const completed = withSession(checkout, {
    status: 'complete',
    payment_status: 'paid',
    payment_intent: intent.id,
    url: null,
    customer_details: {
      address: null,
      business_name: null,
      email: charge.billing_details.email,
      individual_name: null,
      name: null,
      phone: null,
      tax_exempt: 'none',
      tax_ids: [],
    },
  });
  tx.put('checkout', completed.session.id, completed);
  emit(change, 'checkout.session.completed', completed.session);
  return { kind: 'paid', session: completed.session };
}

/** Ends an open session without payment. The caller has checked that it is open. */
export function expireSession(change: Change, checkout: CheckoutRecord): CheckoutRecord {
  const { tx, now } = change;
  const intentId = checkout.session.payment_intent;
  const intent = typeof intentId === 'string' ? tx.get('paymentIntent', intentId) : undefined;
  if (intent !== undefined) {
    const canceled: Stripe.PaymentIntent = {
      ...intent,
      status: 'canceled',
      canceled_at: now,
      cancellation_reason: 'automatic',
    };
    tx.put('paymentIntent', intent.id, canceled);
    emit(change, 'payment_intent.canceled', canceled);
  }
  const expired = withSession(checkout, { status: 'expired', url: null });
  tx.put('checkout', expired.session.id, expired);
  emit(change, 'checkout.session.expired', expired.session);
  return expired;
}

function intentOf(change: Change, checkout: CheckoutRecord): Stripe.PaymentIntent {
  const known = checkout.session.payment_intent;
  const existing = typeof known === 'string' ? change.tx.get('paymentIntent', known) : undefined;
  if (existing !== undefined) return existing;
  const intent = newPaymentIntent(checkout, change.now);
  change.tx.put('paymentIntent', intent.id, intent);
  emit(change, 'payment_intent.created', intent);
  return intent;
}

function recordSuccess(change: Change, intent: Stripe.PaymentIntent, attempt: Stripe.Charge): Stripe.Charge {
  const charge: Stripe.Charge = {
    ...attempt,
    status: 'succeeded',
    paid: true,
    captured: true,
    amount_captured: attempt.amount,
    outcome: {
      ...NO_OUTCOME,
      network_status: 'approved_by_network',
      seller_message: 'Payment complete.',
      type: 'authorized',
    },
  };
  const paid: Stripe.PaymentIntent = {
    ...intent,
    status: 'succeeded',
    amount_received: intent.amount,
    latest_charge: charge.id,
    payment_method: charge.payment_method,
    last_payment_error: null,
  };
  change.tx.put('charge', charge.id, charge);
  change.tx.put('paymentIntent', paid.id, paid);
  emit(change, 'charge.succeeded', charge);
  emit(change, 'payment_intent.succeeded', paid);
  return charge;
}

function recordFailure(
  change: Change,
  intent: Stripe.PaymentIntent,
  attempt: Stripe.Charge,
  decline: Decline,
): void {
  const declineCode = decline.declineCode ?? null;
  const charge: Stripe.Charge = {
    ...attempt,
    failure_code: decline.code,
    failure_message: decline.message,
    outcome: {
      ...NO_OUTCOME,
      network_status: 'declined_by_network',
      reason: declineCode,
      seller_message: 'The bank did not return any further details with this decline.',
      type: 'issuer_declined',
    },
  };
  const failed: Stripe.PaymentIntent = {
    ...intent,
    status: 'requires_payment_method',
    latest_charge: charge.id,
    last_payment_error: {
      type: 'card_error',
      charge: charge.id,
      code: decline.code,
      message: decline.message,
      ...(declineCode === null ? {} : { decline_code: declineCode }),
    },
  };
  change.tx.put('charge', charge.id, charge);
  change.tx.put('paymentIntent', failed.id, failed);
  emit(change, 'charge.failed', charge);
  emit(change, 'payment_intent.payment_failed', failed);
}

const NO_OUTCOME = {
  advice_code: null,
  network_advice_code: null,
  network_decline_code: null,
  reason: null,
  risk_level: 'normal',
} as const;

function cardDetails(card: Card, amount: number): Stripe.Charge.PaymentMethodDetails {
  return {
    type: 'card',
    card: {
      amount_authorized: amount,
      authorization_code: null,
      brand: card.brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: 'US',
      electronic_commerce_indicator: null,
      exp_month: card.expMonth,
      exp_year: card.expYear,
      funding: 'credit',
      installments: null,
      last4: card.last4,
      mandate: null,
      network: card.brand,
      network_transaction_id: null,
      regulated_status: 'unregulated',
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
  };
}

function withSession(checkout: CheckoutRecord, changes: Partial<Stripe.Checkout.Session>): CheckoutRecord {
  return { ...checkout, session: { ...checkout.session, ...changes } };
}

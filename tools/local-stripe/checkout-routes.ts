import { z } from 'zod';

import type { ApiCall, ApiRoute } from './api-route.ts';
import { invalidRequest, refusedByState, resourceMissing } from './errors.ts';
import { expand, lineItemsOf } from './expand.ts';
import { checkParams, formExpand, formInteger, formMetadata } from './form.ts';
import { listPage, listParams } from './lists.ts';
import { newLineItem, newSession } from './objects.ts';
import { expireSession } from './payments.ts';
import type { CheckoutRecord } from './records.ts';

const MIN_EXPIRY_SECONDS = 30 * 60;
const MAX_EXPIRY_SECONDS = 24 * 60 * 60;
/** Stripe refuses charges below about half a dollar, in minor units of the currency. */
const MIN_CHARGE = 50;
/** https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-custom_text */
const MAX_CUSTOM_TEXT = 1200;
const CURRENCIES = new Set(Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()));

const createParams = z.strictObject({
  mode: z.literal('payment', 'must be payment: subscriptions and setup are not part of this server'),
  line_items: z
    .array(
      z.strictObject({
        quantity: formInteger(1),
        price_data: z.strictObject({
          currency: z.string().toLowerCase(),
          unit_amount: formInteger(0),
          product_data: z.strictObject({
            name: z.string().min(1).max(250),
            description: z.string().min(1).max(1000).optional(),
            metadata: formMetadata.optional(),
          }),
        }),
      }),
    )
    .min(1)
    .max(100),
  success_url: z.string(),
  cancel_url: z.string().optional(),
  client_reference_id: z.string().min(1).max(200).optional(),
  custom_text: z
    .strictObject({ submit: z.strictObject({ message: z.string().min(1).max(MAX_CUSTOM_TEXT) }).optional() })
    .optional(),
  customer_email: z.email('Invalid email address').optional(),
  expires_at: formInteger(0).optional(),
  locale: z
    .string()
    .regex(/^(auto|[a-z]{2,3}(-[A-Z0-9]{2,3})?)$/)
    .optional(),
  metadata: formMetadata.default({}),
  payment_intent_data: z
    .strictObject({
      metadata: formMetadata.default({}),
      description: z.string().max(1000).optional(),
      receipt_email: z.email().optional(),
    })
    .optional(),
  allowed_payment_method_types: z.array(z.literal('card', 'must be card')).optional(),
  ui_mode: z.literal('hosted_page', 'must be hosted_page').optional(),
  submit_type: z.enum(['auto', 'pay', 'book']).optional(),
  expand: formExpand,
});

const retrieveParams = z.strictObject({ expand: formExpand });

const listSessionsParams = z.strictObject({
  ...listParams,
  payment_intent: z.string().optional(),
  status: z.enum(['open', 'complete', 'expired']).optional(),
});

/** https://docs.stripe.com/api/checkout/sessions */
export const CHECKOUT_ROUTES: readonly ApiRoute[] = [
  { method: 'POST', path: '/v1/checkout/sessions', handle: create },
  { method: 'GET', path: '/v1/checkout/sessions', handle: list },
  { method: 'GET', path: '/v1/checkout/sessions/:id', handle: retrieve },
  { method: 'POST', path: '/v1/checkout/sessions/:id/expire', handle: expire },
  { method: 'GET', path: '/v1/checkout/sessions/:id/line_items', handle: listLineItems },
];

function create(call: ApiCall): object {
  const params = checkParams(createParams, call.params);
  const currency = params.line_items[0]?.price_data.currency ?? '';
  if (params.line_items.some((item) => item.price_data.currency !== currency)) {
    throw invalidRequest('All line items must have the same currency.', { param: 'line_items' });
  }
  if (!CURRENCIES.has(currency))
    throw invalidRequest(`Invalid currency: ${currency}.`, { param: 'currency' });

  const lineItems = params.line_items.map(({ quantity, price_data: price }) =>
    newLineItem(
      {
        name: price.product_data.name,
        description: price.product_data.description ?? null,
        unitAmount: price.unit_amount,
        quantity,
        currency,
      },
      call.now,
    ),
  );
  const total = lineItems.reduce((sum, item) => sum + item.amount_total, 0);
  if (total < MIN_CHARGE) {
    const message = `The Checkout Session's total amount due must add up to at least ${MIN_CHARGE} minor units of ${currency}`;
    throw invalidRequest(message, { code: 'amount_too_small' });
  }

  const intentData = params.payment_intent_data;
  const checkout: CheckoutRecord = {
    session: newSession({
      url: (id) => `${call.publicUrl}/dev/stripe/pay/${id}`,
      now: call.now,
      expiresAt: checkedExpiry(params.expires_at, call.now),
      currency,
      lineItems,
      successUrl: checkedUrl(params.success_url, 'success_url'),
      cancelUrl: params.cancel_url === undefined ? null : checkedUrl(params.cancel_url, 'cancel_url'),
      clientReferenceId: params.client_reference_id ?? null,
      submitText: params.custom_text?.submit?.message ?? null,
      customerEmail: params.customer_email ?? null,
      locale: params.locale ?? null,
      metadata: params.metadata,
      allowedMethods: params.allowed_payment_method_types ?? null,
    }),
    lineItems,
    intentDefaults: {
      metadata: intentData?.metadata ?? {},
      description: intentData?.description ?? null,
      receipt_email: intentData?.receipt_email ?? null,
    },
  };
  call.tx.put('checkout', checkout.session.id, checkout);
  return expand(call.tx, checkout.session, params.expand);
}

function list(call: ApiCall): object {
  const params = checkParams(listSessionsParams, call.params);
  const sessions = call
    .all('checkout')
    .map(({ session }) => session)
    .filter((session) => params.status === undefined || session.status === params.status)
    .filter(
      (session) => params.payment_intent === undefined || session.payment_intent === params.payment_intent,
    );
  return expand(
    call.tx,
    listPage('/v1/checkout/sessions', 'checkout.session', sessions, params),
    params.expand,
  );
}

function retrieve(call: ApiCall): object {
  const params = checkParams(retrieveParams, call.params);
  return expand(call.tx, find(call).session, params.expand);
}

function expire(call: ApiCall): object {
  const params = checkParams(retrieveParams, call.params);
  const checkout = find(call);
  if (checkout.session.status !== 'open') {
    throw refusedByState(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${checkout.session.status}.`,
    );
  }
  return expand(call.tx, expireSession(call, checkout).session, params.expand);
}

function listLineItems(call: ApiCall): object {
  checkParams(z.strictObject(listParams), call.params);
  return lineItemsOf(find(call));
}

function find(call: ApiCall): CheckoutRecord {
  const checkout = call.tx.get('checkout', call.id);
  if (checkout === undefined) throw resourceMissing('checkout.session', call.id, 'session');
  return checkout;
}

function checkedExpiry(asked: number | undefined, now: number): number {
  const expiresAt = asked ?? now + MAX_EXPIRY_SECONDS;
  if (expiresAt < now + MIN_EXPIRY_SECONDS) {
    const message = 'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.';
    throw invalidRequest(message, { param: 'expires_at' });
  }
  if (expiresAt > now + MAX_EXPIRY_SECONDS) {
    const message = 'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.';
    throw invalidRequest(message, { param: 'expires_at' });
  }
  return expiresAt;
}

function checkedUrl(url: string, param: string): string {
  // The braces of {CHECKOUT_SESSION_ID} are not part of a URL, but of Stripe's template.
  const parsed = URL.parse(url.replaceAll('{CHECKOUT_SESSION_ID}', 'id'));
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
    throw invalidRequest('Not a valid URL', { code: 'url_invalid', param });
  }
  return url;
}

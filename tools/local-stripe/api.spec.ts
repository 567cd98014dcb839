import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Stripe from 'stripe';

import { sessionParams, StripeFixture } from './test-stripe.ts';

let stripe: StripeFixture;

beforeEach(async () => {
  stripe = await StripeFixture.start();
});

afterEach(() => stripe.stop());

describe('checkout sessions', () => {
  it('are created open and unpaid, and read back the same', async () => {
    const created = await stripe.client.checkout.sessions.create(sessionParams({ locale: 'de' }));

    expect(created.id).toMatch(/^cs_test_[0-9A-Za-z]{58}$/);
    expect(created).toMatchObject({
      amount_total: 8900,
      currency: 'eur',
      status: 'open',
      payment_status: 'unpaid',
      payment_intent: null,
      client_reference_id: 'interview-1',
      metadata: { interviewId: 'interview-1' },
      url: `https://portal.example/dev/stripe/pay/${created.id}`,
    });
    expect(created.lastResponse.requestId).toMatch(/^req_/);
    expect(await stripe.client.checkout.sessions.retrieve(created.id)).toEqual(created);
  });

  it('show their payment and charge when asked to expand them', async () => {
    const { id } = await stripe.client.checkout.sessions.create(sessionParams());
    await stripe.payOnPage(id);

    const session = await stripe.client.checkout.sessions.retrieve(id, {
      expand: ['payment_intent.latest_charge', 'line_items'],
    });

    expect(session).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      url: null,
      line_items: { data: [{ description: 'System design, 60 minutes', amount_total: 8900 }] },
      payment_intent: {
        status: 'succeeded',
        amount_received: 8900,
        metadata: { interviewId: 'interview-1' },
        latest_charge: { captured: true, payment_method_details: { card: { brand: 'visa', last4: '4242' } } },
      },
    });
  });

  it('are listed newest first, page by page and by state', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1)
      ids.unshift((await stripe.client.checkout.sessions.create(sessionParams())).id);
    await stripe.client.checkout.sessions.expire(ids[0] ?? '');

    const listed: string[] = [];
    for await (const session of stripe.client.checkout.sessions.list({ limit: 2 })) listed.push(session.id);
    const open = await stripe.client.checkout.sessions.list({ status: 'open' });

    expect(listed).toEqual(ids);
    expect(open.data.map(({ id }) => id)).toEqual(ids.slice(1));
  });

  it('can be expired once, and then neither paid nor expired again', async () => {
    const { id } = await stripe.client.checkout.sessions.create(sessionParams());

    const expired = await stripe.client.checkout.sessions.expire(id);
    const payment = await stripe.payOnPage(id);

    expect(expired).toMatchObject({ status: 'expired', url: null });
    expect(payment.status).toBe(410);
    await expect(stripe.client.checkout.sessions.expire(id)).rejects.toMatchObject({
      type: 'StripeInvalidRequestError',
      statusCode: 400,
    });
  });

  it('expire by themselves when their time is over', async () => {
    const expires_at = stripe.nowSeconds() + 31 * 60;
    const { id } = await stripe.client.checkout.sessions.create(sessionParams({ expires_at }));

    stripe.passSeconds(32 * 60);
    await stripe.endpoint.until(() => stripe.endpoint.types.includes('checkout.session.expired'));

    expect(await stripe.client.checkout.sessions.retrieve(id)).toMatchObject({
      status: 'expired',
      expires_at,
    });
  });

  it.each([
    ['an expiry sooner than 30 minutes', { expires_at: 1 }, { param: 'expires_at' }],
    ['a success URL that is none', { success_url: 'nowhere' }, { param: 'success_url', code: 'url_invalid' }],
    ['no items', { line_items: undefined }, { param: 'line_items', code: 'parameter_missing' }],
    ['an unknown parameter', { colour: 'green' }, { param: 'colour', code: 'parameter_unknown' }],
    [
      'a currency that does not exist',
      {
        line_items: [
          { quantity: 1, price_data: { currency: 'xyz', unit_amount: 500, product_data: { name: 'X' } } },
        ],
      },
      { param: 'currency' },
    ],
    [
      'an amount below the minimum',
      {
        line_items: [
          { quantity: 1, price_data: { currency: 'eur', unit_amount: 49, product_data: { name: 'X' } } },
        ],
      },
      { code: 'amount_too_small' },
    ],
    [
      'a fraction of a cent',
      {
        line_items: [
          { quantity: 1, price_data: { currency: 'eur', unit_amount: 500.5, product_data: { name: 'X' } } },
        ],
      },
      { param: 'line_items[0][price_data][unit_amount]' },
    ],
  ])('are refused with %s', async (_what, changes, error) => {
    const params = sessionParams(changes as Partial<Stripe.Checkout.SessionCreateParams>);

    await expect(stripe.client.checkout.sessions.create(params)).rejects.toMatchObject({
      type: 'StripeInvalidRequestError',
      ...error,
    });
  });
});

describe('refunds', () => {
  it('can fail after they were made, and the money can be given back again', async () => {
    const { id } = await stripe.client.checkout.sessions.create(sessionParams());
    await stripe.payOnPage(id);
    const payment_intent = await stripe.intentOf(id);
    const refund = await stripe.client.refunds.create({ payment_intent });

    expect((await stripe.control(`/refunds/${refund.id}/fail`, {})).status).toBe(200);
    expect((await stripe.control(`/refunds/${refund.id}/fail`, {})).status).toBe(404);

    expect(await stripe.client.refunds.retrieve(refund.id)).toMatchObject({ status: 'failed' });
    const { data } = await stripe.client.events.list({ type: 'refund.failed' });
    expect(data).toHaveLength(1);
    const again = await stripe.client.refunds.create({ payment_intent });
    expect(again).toMatchObject({ amount: refund.amount, status: 'succeeded' });
  });

  async function paidIntent(): Promise<string> {
    const { id } = await stripe.client.checkout.sessions.create(sessionParams());
    await stripe.payOnPage(id);
    return stripe.intentOf(id);
  }

  it('give back parts until nothing is left', async () => {
    const intent = await paidIntent();

    const first = await stripe.client.refunds.create({ payment_intent: intent, amount: 3000 });
    const tooMuch = stripe.client.refunds.create({ payment_intent: intent, amount: 5901 });
    await expect(tooMuch).rejects.toMatchObject({
      param: 'amount',
      message: 'Refund amount (€59.01) is greater than unrefunded amount on charge (€59.00)',
    });
    const rest = await stripe.client.refunds.create({
      payment_intent: intent,
      reason: 'requested_by_customer',
    });
    const again = stripe.client.refunds.create({ payment_intent: intent });
    await expect(again).rejects.toMatchObject({ code: 'charge_already_refunded' });

    expect(first).toMatchObject({
      amount: 3000,
      currency: 'eur',
      status: 'succeeded',
      payment_intent: intent,
    });
    expect(rest.amount).toBe(5900);
    const refunds = await stripe.client.refunds.list({ payment_intent: intent });
    expect(refunds.data.map(({ id }) => id)).toEqual([rest.id, first.id]);
    const paid = await stripe.client.paymentIntents.retrieve(intent, { expand: ['latest_charge'] });
    expect(paid.latest_charge).toMatchObject({ amount_refunded: 8900, refunded: true });
  });

  it('are refused for what was never paid', async () => {
    await expect(stripe.client.refunds.create({ payment_intent: 'pi_unknown' })).rejects.toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
    await expect(stripe.client.refunds.create({})).rejects.toMatchObject({ code: 'parameter_missing' });
  });
});

describe('idempotency keys', () => {
  it('give the first answer again', async () => {
    const options = { idempotencyKey: 'checkout:1' };

    const first = await stripe.client.checkout.sessions.create(sessionParams(), options);
    const second = await stripe.client.checkout.sessions.create(sessionParams(), options);

    expect(second.id).toBe(first.id);
    expect(second.lastResponse.headers).toMatchObject({
      'idempotent-replayed': 'true',
      'original-request': first.lastResponse.requestId,
    });
    expect((await stripe.client.checkout.sessions.list()).data).toHaveLength(1);
  });

  it('are refused for other parameters and other endpoints', async () => {
    const options = { idempotencyKey: 'checkout:1' };
    const { id } = await stripe.client.checkout.sessions.create(sessionParams(), options);

    const other = stripe.client.checkout.sessions.create(
      sessionParams({ client_reference_id: 'other' }),
      options,
    );
    await expect(other).rejects.toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
    const elsewhere = stripe.client.checkout.sessions.expire(id, {}, options);
    await expect(elsewhere).rejects.toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
  });

  it('stay free when the parameters were refused', async () => {
    const options = { idempotencyKey: 'checkout:1' };

    const refused = stripe.client.checkout.sessions.create(
      sessionParams({ success_url: 'nowhere' }),
      options,
    );
    await expect(refused).rejects.toMatchObject({ code: 'url_invalid' });

    await expect(stripe.client.checkout.sessions.create(sessionParams(), options)).resolves.toBeDefined();
  });

  it('make a call safe to repeat whose answer was lost', async () => {
    // The library itself tries once more when a connection is reset.
    await stripe.control('/faults', { mode: 'lose-answer', path: '/v1/checkout/sessions', times: 2 });
    const options = { idempotencyKey: 'checkout:1' };

    const lost = stripe.client.checkout.sessions.create(sessionParams(), options);
    await expect(lost).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError);
    await stripe.client.checkout.sessions.create(sessionParams(), options);

    expect((await stripe.client.checkout.sessions.list()).data).toHaveLength(1);
  });
});

describe('access', () => {
  it('needs the secret key', async () => {
    await expect(stripe.clientWith('sk_test_wrong').checkout.sessions.list()).rejects.toMatchObject({
      statusCode: 401,
    });
    expect((await fetch(`${stripe.url}/v1/checkout/sessions`)).status).toBe(401);
  });

  it('answers unknown addresses with an error in its envelope', async () => {
    const response = await fetch(`${stripe.url}/v1/customers`);

    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
  });

  it('to the control routes is refused to web pages and through a gateway', async () => {
    const address = `${stripe.url}/dev/stripe/control/webhooks`;

    expect((await fetch(address)).status).toBe(200);
    expect((await fetch(address, { headers: { origin: 'http://localhost:3000' } })).status).toBe(404);
    expect((await fetch(address, { headers: { 'x-forwarded-host': 'localhost:3000' } })).status).toBe(404);
  });
});

describe('a restart', () => {
  it('loses neither sessions, payments, refunds, keys nor events', async () => {
    const { id } = await stripe.client.checkout.sessions.create(sessionParams(), { idempotencyKey: 'k' });
    await stripe.payOnPage(id);
    const refund = await stripe.client.refunds.create({ payment_intent: await stripe.intentOf(id) });
    const events = (await stripe.client.events.list()).data.map((event) => event.id);

    await stripe.shutDown();
    await stripe.boot();

    expect(await stripe.client.checkout.sessions.retrieve(id)).toMatchObject({ status: 'complete' });
    expect(await stripe.client.refunds.retrieve(refund.id)).toMatchObject({ amount: 8900 });
    expect((await stripe.client.checkout.sessions.create(sessionParams(), { idempotencyKey: 'k' })).id).toBe(
      id,
    );
    expect((await stripe.client.events.list()).data.map((event) => event.id)).toEqual(events);
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { sessionParams, StripeFixture, WEBHOOK_SECRET } from './test-stripe.ts';

let stripe: StripeFixture;

beforeEach(async () => {
  stripe = await StripeFixture.start();
});

afterEach(() => stripe.stop());

async function paidSession(): Promise<string> {
  const { id } = await stripe.client.checkout.sessions.create(sessionParams());
  await stripe.payOnPage(id);
  return id;
}

describe('webhooks', () => {
  it('tell of a payment, signed so that the official library accepts them', async () => {
    const id = await paidSession();
    await stripe.endpoint.until(() => stripe.endpoint.received.length >= 4);

    expect([...stripe.endpoint.types].sort()).toEqual([
      'charge.succeeded',
      'checkout.session.completed',
      'payment_intent.created',
      'payment_intent.succeeded',
    ]);
    const events = stripe.endpoint.received.map(({ body, signature }) =>
      stripe.client.webhooks.constructEvent(body, signature, WEBHOOK_SECRET),
    );
    const completed = events.find(({ type }) => type === 'checkout.session.completed');
    expect(completed).toMatchObject({
      object: 'event',
      livemode: false,
      data: { object: { id, payment_status: 'paid' } },
    });
  });

  it('tell of a decline, a refund and an expiry', async () => {
    const paid = await paidSession();
    const payment_intent = await stripe.intentOf(paid);
    await stripe.client.refunds.create({ payment_intent }, { idempotencyKey: 'refund:1' });
    const declined = await stripe.client.checkout.sessions.create(sessionParams());
    await stripe.payOnPage(declined.id, { number: '4000 0000 0000 0002' });
    await stripe.client.checkout.sessions.expire(declined.id);

    const expected = [
      'charge.refunded',
      'refund.created',
      'payment_intent.payment_failed',
      'payment_intent.canceled',
      'checkout.session.expired',
    ];
    await stripe.endpoint.until(() => expected.every((type) => stripe.endpoint.types.includes(type)));

    const refunded = stripe.endpoint.received.find(({ event }) => event.type === 'charge.refunded');
    expect(refunded?.event.request).toMatchObject({ idempotency_key: 'refund:1' });
  });

  it('are sent again until they are taken', async () => {
    stripe.endpoint.answers.push(500, 302);
    const { id } = await stripe.client.checkout.sessions.create(sessionParams());

    await stripe.client.checkout.sessions.expire(id);
    await stripe.endpoint.until(() => stripe.endpoint.received.length === 3);

    const ids = stripe.endpoint.received.map(({ event }) => event.id);
    expect(new Set(ids).size).toBe(1);
  });

  it('wait while paused, survive a restart meanwhile, and then arrive', async () => {
    await stripe.control('/webhooks/pause', {});
    const { id } = await stripe.client.checkout.sessions.create(sessionParams());
    await stripe.client.checkout.sessions.expire(id);
    const { deliveries } = (await (await stripe.control('/webhooks')).json()) as {
      deliveries: { state: string }[];
    };
    expect(deliveries).toMatchObject([{ eventType: 'checkout.session.expired', state: 'pending' }]);
    expect(stripe.endpoint.received).toHaveLength(0);

    await stripe.shutDown();
    await stripe.boot();
    await stripe.endpoint.until(() => stripe.endpoint.received.length === 1);
  });

  it('can be delivered again as often as wanted', async () => {
    const { id } = await stripe.client.checkout.sessions.create(sessionParams());
    await stripe.client.checkout.sessions.expire(id);
    await stripe.endpoint.until(() => stripe.endpoint.received.length === 1);

    const eventId = stripe.endpoint.received[0]?.event.id ?? '';
    await stripe.control(`/events/${eventId}/redeliver`, { times: 5 });
    await stripe.endpoint.until(() => stripe.endpoint.received.length === 6);

    expect(new Set(stripe.endpoint.received.map(({ event }) => event.id))).toEqual(new Set([eventId]));
  });
});

describe('events', () => {
  it('can be listed since an instant and by type', async () => {
    await paidSession();
    const since = stripe.nowSeconds() - 60;

    const completed = await stripe.client.events.list({
      created: { gte: since },
      types: ['checkout.session.completed'],
    });
    const later = await stripe.client.events.list({ created: { gt: stripe.nowSeconds() + 60 } });

    expect(completed.data.map(({ type }) => type)).toEqual(['checkout.session.completed']);
    expect(later.data).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';

import { readCard } from './cards.ts';
import { payLanguage } from './pay-texts.ts';
import { sessionParams, StripeFixture } from './test-stripe.ts';

let stripe: StripeFixture;

beforeEach(async () => {
  stripe = await StripeFixture.start();
});

afterEach(() => stripe.stop());

function createSession(
  changes: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Promise<Stripe.Checkout.Session> {
  return stripe.client.checkout.sessions.create(sessionParams(changes));
}

async function open(
  id: string,
  headers: Record<string, string> = {},
): Promise<{ response: Response; page: string }> {
  const response = await fetch(`${stripe.url}/dev/stripe/pay/${id}`, { headers, redirect: 'manual' });
  return { response, page: await response.text() };
}

describe('the payment page', () => {
  it('shows what is paid for, and that it is a test', async () => {
    const { id } = await createSession();

    const { response, page } = await open(id);

    expect(response.status).toBe(200);
    expect(page).toContain('Test payment – no real money');
    expect(page).toContain('System design, 60 minutes');
    expect(page).toContain('€89.00');
    for (const label of ['Card number', 'Expiry', 'CVC', 'Pay', 'Cancel payment'])
      expect(page).toContain(`>${label}<`);
  });

  it('speaks the language of the session, else of the browser', async () => {
    const german = await createSession({ locale: 'de' });
    const either = await createSession();

    expect((await open(german.id)).page).toContain('Kartennummer');
    expect((await open(either.id, { 'accept-language': 'de-AT,en;q=0.8' })).page).toContain('89,00');
    expect(payLanguage(null, 'fr, en;q=0.5, de;q=0.7')).toBe('de');
    expect(payLanguage('auto', undefined)).toBe('en');
  });

  it('says until when the slot is kept, and counts down to it by the clock of the server', async () => {
    const heldUntil = new Date((stripe.nowSeconds() + 581) * 1000).toISOString();
    const { id } = await createSession({
      custom_text: { submit: { message: 'Kept for you until 10:42 CET.' } },
      metadata: { heldUntil },
    });

    const { response, page } = await open(id);

    expect(page).toContain('Kept for you until 10:42 CET.');
    const left = Number(/data-countdown="(\d+)"/.exec(page)?.[1]);
    expect(left).toBeGreaterThan(500);
    expect(left).toBeLessThanOrEqual(581);
    expect(page).toContain('role="timer"');
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    const [, script = ''] = /<script src="([^"]+)" defer><\/script>/.exec(page) ?? [];
    const countdown = await fetch(`${stripe.url}${script}`);
    expect(countdown.headers.get('content-type')).toContain('text/javascript');
    expect(page.replace(/<script src="[^"]+" defer><\/script>/, '')).not.toMatch(/<script|style=|onclick/);
  });

  it('refuses a text that Stripe would refuse', async () => {
    const custom_text = { submit: { message: 'x'.repeat(1201) } };
    await expect(createSession({ custom_text })).rejects.toMatchObject({ type: 'StripeInvalidRequestError' });
  });

  it('runs no script, and cannot be framed', async () => {
    const { id } = await createSession();

    const { response, page } = await open(id);

    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page).not.toMatch(/<script|<style|style=|onclick/);
  });

  it('shows names as text whatever they contain', async () => {
    const price_data = {
      currency: 'eur',
      unit_amount: 900,
      product_data: { name: '<img src=x onerror=alert(1)>' },
    };
    const { id } = await createSession({ line_items: [{ quantity: 2, price_data }] });

    expect((await open(id)).page).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });

  it('leads a payer on with 303, and pays once however often it is sent', async () => {
    const { id } = await createSession();

    const responses = await Promise.all([stripe.payOnPage(id), stripe.payOnPage(id), stripe.payOnPage(id)]);

    for (const response of responses) {
      expect(response.status).toBe(303);
      expect(response.headers.get('location')).toBe(`https://portal.example/checkout/done?session=${id}`);
    }
    const { payments } = (await (await stripe.control('/payments')).json()) as { payments: unknown[] };
    expect(payments).toHaveLength(1);
    expect((await open(id)).response.status).toBe(303);
  });

  it('explains a decline and lets the payer try again', async () => {
    const { id } = await createSession();

    const declined = await stripe.payOnPage(id, { number: '4000 0000 0000 0002' });

    expect(declined.status).toBe(402);
    expect(await declined.text()).toContain('Your card was declined.');
    expect(await stripe.client.checkout.sessions.retrieve(id, { expand: ['payment_intent'] })).toMatchObject({
      status: 'open',
      payment_intent: {
        status: 'requires_payment_method',
        last_payment_error: { decline_code: 'generic_decline' },
      },
    });
    expect((await stripe.payOnPage(id)).status).toBe(303);
  });

  it('names what is wrong with each field, and charges nothing', async () => {
    const { id } = await createSession();

    const refused = await stripe.payOnPage(id, {
      number: '4242 4242 4242 4241',
      expiry: '01 / 20',
      cvc: '1',
    });

    expect(refused.status).toBe(422);
    const page = await refused.text();
    expect(page).toContain('Your card number is invalid.');
    expect(page).toContain('expiration date is in the past.');
    expect(page).toContain('security code is incomplete.');
    expect((await stripe.client.events.list()).data).toEqual([]);
  });

  it('leaves the session open when the payer turns back', async () => {
    const { id } = await createSession();

    const response = await fetch(`${stripe.url}/dev/stripe/pay/${id}/cancel`, {
      method: 'POST',
      redirect: 'manual',
    });

    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('https://portal.example/checkout/cancelled');
    expect(await stripe.client.checkout.sessions.retrieve(id)).toMatchObject({ status: 'open' });
  });

  it('says so when there is nothing to pay', async () => {
    const { id } = await createSession();
    await stripe.client.checkout.sessions.expire(id);

    expect((await open(id)).page).toContain('has expired');
    expect((await open('cs_test_unknown')).response.status).toBe(404);
  });
});

describe('a card', () => {
  const now = new Date('2026-11-22T12:00:00Z');

  it.each(['11 / 26', '11/26', '1126', '11 / 2026', '12-30'])(
    'is good until the end of its month: %s',
    (expiry) => {
      expect(readCard({ number: '4242424242424242', expiry, cvc: '123' }, now)).toMatchObject({ ok: true });
    },
  );

  it.each(['10 / 26', '13 / 30', '', 'soon'])('is refused with the expiry "%s"', (expiry) => {
    expect(readCard({ number: '4242424242424242', expiry, cvc: '123' }, now)).toMatchObject({ ok: false });
  });

  it('that could be real is declined', () => {
    const reading = readCard({ number: '4111 1111 1111 1111', expiry: '12/30', cvc: '123' }, now);
    expect(reading).toMatchObject({ card: { decline: { declineCode: 'test_mode_live_card' } } });
  });
});

import { HOLD_SECONDS, routes } from '@greenroom/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { startApplication, type TestApplication } from '../support/application.ts';
import {
  checkoutOf,
  type HeldBooking,
  holdBooking,
  interviewOf,
  moneyOf as readMoney,
  outcomeOf as readOutcome,
  prepareBooking,
  settle,
  StripeSide,
  untilStatus,
} from '../support/payments.ts';
import { statementsOf } from '../support/statements.ts';
import { waitFor } from '../support/wait-for.ts';

let application: TestApplication;
let stripe: StripeSide;

beforeAll(async () => {
  application = await startApplication({ stripe: true });
  await application.startWorker();
  stripe = new StripeSide(application);
});
afterAll(() => application.stop());
beforeEach(async () => {
  await stripe.fault({ mode: 'none' });
  await stripe.resumeWebhooks();
});

const moneyOf = (booking: HeldBooking) => readMoney(application, booking);
const outcomeOf = (eventId: string) => readOutcome(application, eventId);

const transitionsOf = ({ interview }: HeldBooking) =>
  application.database.client.interviewTransition.findMany({
    where: { interviewId: interview.id },
    orderBy: { id: 'asc' },
  });

const eventsOf = async ({ interview }: HeldBooking) => {
  const rows = await application.database.client.outboxEvent.findMany({
    where: { interviewId: interview.id },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ type }) => type);
};

/** Lets the hold lapse and be swept, with the payment page still open. */
async function lapse(booking: HeldBooking): Promise<void> {
  application.clock.advance(HOLD_SECONDS + 1);
  await untilStatus(booking, 'expired');
}

describe('a payment', () => {
  it('that the webhook tells of books the interview, with a room', async () => {
    const booking = await holdBooking(application);

    const answer = await stripe.pay(booking.checkout);
    await untilStatus(booking, 'scheduled');

    expect(answer.headers.get('location')).toBe(
      `${application.environment.PUBLIC_URL}/bookings/${booking.interview.id}/return`,
    );
    const interview = await interviewOf(booking);
    expect(interview).toMatchObject({ paymentStatus: 'settled', holdExpiresAt: null });
    expect(interview.roomName).toMatch(/^[0-9a-f]{32}$/);
    expect(await moneyOf(booking)).toEqual({ status: 'settled', ledger: ['charge 9000 booking'] });
  });

  it('that only the return page asks about books the interview', async () => {
    await stripe.pauseWebhooks();
    const booking = await holdBooking(application);

    expect((await settle(booking)).outcome).toBe('not-paid');
    await stripe.pay(booking.checkout);
    expect(await settle(booking)).toMatchObject({ outcome: 'scheduled', interview: { status: 'scheduled' } });

    expect(await moneyOf(booking)).toEqual({ status: 'settled', ledger: ['charge 9000 booking'] });
  });

  it('is asked about by one account so often, and then it has to wait', async () => {
    const booking = await holdBooking(application);
    const { candidate, interview } = booking;
    const params = { interviewId: interview.id };
    const asked = await Promise.all(
      Array.from({ length: 61 }, () => candidate.try(routes.settleBooking, { params })),
    );
    expect(asked.filter(({ status }) => status === 429)).toHaveLength(1);
    expect(asked.filter(({ status }) => status === 200)).toHaveLength(60);
  });

  it('that nobody tells of is found by asking the provider', async () => {
    await stripe.pauseWebhooks();
    const booking = await holdBooking(application);
    await stripe.pay(booking.checkout);

    application.clock.advance(121);
    await untilStatus(booking, 'scheduled');

    expect(await moneyOf(booking)).toEqual({ status: 'settled', ledger: ['charge 9000 booking'] });
  });

  it('that webhook and return page tell of at once books once', async () => {
    const booking = await holdBooking(application);

    await stripe.pay(booking.checkout);
    const answers = await Promise.all(Array.from({ length: 8 }, () => settle(booking)));
    const event = await stripe.eventOf(booking.checkout, 'checkout.session.completed');
    await waitFor('the webhook', () => outcomeOf(event.id));

    expect(answers.map(({ outcome }) => outcome)).toEqual(Array(8).fill('scheduled'));
    expect(new Set(answers.map(({ interview }) => interview.roomName)).size).toBe(1);
    expect(await moneyOf(booking)).toEqual({ status: 'settled', ledger: ['charge 9000 booking'] });
    expect((await transitionsOf(booking)).map(({ toStatus }) => toStatus)).toEqual(['held', 'scheduled']);
    expect((await eventsOf(booking)).filter((type) => type === 'interview.scheduled')).toHaveLength(1);
  });

  it('that is declined changes nothing and can be tried again', async () => {
    const booking = await holdBooking(application);

    expect((await stripe.pay(booking.checkout, '4000 0000 0000 0002')).status).toBe(402);
    expect(await settle(booking)).toMatchObject({ outcome: 'not-paid', interview: { status: 'held' } });
    expect(await moneyOf(booking)).toEqual({ status: 'pending', ledger: [] });

    await stripe.pay(booking.checkout);
    await untilStatus(booking, 'scheduled');
  });

  it('whose checkout lapses unpaid ends as failed', async () => {
    const booking = await holdBooking(application);

    await stripe.client.checkout.sessions.expire(booking.checkout);
    await waitFor('the payment to end', async () => (await moneyOf(booking)).status === 'failed');

    expect(await eventsOf(booking)).toContain('payment.failed');
  });
});

describe('a checkout', () => {
  it('is made once, although the provider’s answer was lost', async () => {
    await stripe.fault({ mode: 'lose-answer', method: 'POST', path: '/v1/checkout/sessions', times: 1 });

    const booking = await holdBooking(application);
    const { checkoutUrl } = await booking.candidate.call(routes.resumeCheckout, {
      params: { interviewId: booking.interview.id },
    });

    expect(checkoutUrl).toContain(booking.checkout);
    const sessions = await stripe.client.checkout.sessions.list({ limit: 100 });
    expect(
      sessions.data.filter((session) => session.client_reference_id === booking.interview.id),
    ).toHaveLength(1);
  });

  it('whose reference was lost before it was kept is found again, by asking or by its payment', async () => {
    await stripe.pauseWebhooks();
    const booking = await holdBooking(application);
    const interviewId = booking.interview.id;
    const lose = () =>
      application.database.client.payment.update({
        where: { interviewId },
        data: { checkoutReference: null, checkoutUrl: null },
      });

    await lose();
    const { checkoutUrl } = await booking.candidate.call(routes.resumeCheckout, { params: { interviewId } });
    expect(checkoutOf(checkoutUrl)).toBe(booking.checkout);

    await lose();
    await stripe.pay(booking.checkout);
    await stripe.resumeWebhooks();
    await untilStatus(booking, 'scheduled');
  });

  it('speaks the candidate’s language and carries no more than it needs', async () => {
    const { checkout, interview, candidate } = await holdBooking(application);

    const session = await stripe.client.checkout.sessions.retrieve(checkout);

    expect(session).toMatchObject({
      amount_total: 9000,
      currency: 'eur',
      locale: 'de',
      customer_email: candidate.email,
      client_reference_id: interview.id,
    });
    expect(Object.keys(session.metadata ?? {}).sort()).toEqual(['heldUntil', 'interviewId', 'paymentId']);
  });

  it('says until when the slot is kept, in the candidate’s language and zone', async () => {
    const { checkout, interview } = await holdBooking(application);
    const until = interview.holdExpiresAt ?? '';

    const { custom_text, metadata } = await stripe.client.checkout.sessions.retrieve(checkout);

    expect(metadata?.heldUntil).toBe(until);
    const time = new Intl.DateTimeFormat('de-DE', {
      timeZone: 'Europe/Berlin',
      hour: '2-digit',
      minute: '2-digit',
      timeZoneName: 'short',
    }).format(new Date(until));
    expect(custom_text.submit?.message).toBe(`Für Sie reserviert bis ${time}.`);
  });

  it('cannot be paid once the booking was given up', async () => {
    const booking = await holdBooking(application);

    await booking.candidate.call(routes.releaseHold, { params: { interviewId: booking.interview.id } });
    await waitFor('the payment to end', async () => (await moneyOf(booking)).status === 'failed');

    expect((await stripe.pay(booking.checkout)).status).toBe(410);
    expect((await stripe.client.checkout.sessions.retrieve(booking.checkout)).status).toBe('expired');
  });

  it('that cannot be made is said so, keeps the slot, and is made at the next try', async () => {
    const { candidate, body } = await prepareBooking(application);
    await stripe.fault({ mode: 'error', method: 'POST', path: '/v1/checkout/sessions', times: 100 });

    const refusal = await candidate.refused(routes.createBooking, { body });
    await stripe.fault({ mode: 'none' });
    const { interview, checkoutUrl } = await candidate.call(routes.createBooking, { body });

    expect(refusal).toMatchObject({ status: 502, code: 'payment-provider-unavailable' });
    expect(interview.status).toBe('held');
    expect((await stripe.pay(checkoutOf(checkoutUrl))).status).toBe(303);
  });
});

describe('a webhook', () => {
  it('that comes many times at once changes things once', async () => {
    const booking = await holdBooking(application);
    await stripe.pauseWebhooks();
    await stripe.pay(booking.checkout);
    const event = await stripe.eventOf(booking.checkout, 'checkout.session.completed');

    const answers = await Promise.all(Array.from({ length: 20 }, () => stripe.send(event)));
    const again = await stripe.send(event);

    expect([...answers, again].map(({ status }) => status)).toEqual(Array(21).fill(200));
    expect(await outcomeOf(event.id)).toBe('applied');
    expect(await moneyOf(booking)).toEqual({ status: 'settled', ledger: ['charge 9000 booking'] });
    expect((await transitionsOf(booking)).map(({ toStatus }) => toStatus)).toEqual(['held', 'scheduled']);
  });

  it('that comes late and out of order never moves anything back', async () => {
    const booking = await holdBooking(application);
    await stripe.pauseWebhooks();
    await stripe.pay(booking.checkout);
    const completed = await stripe.eventOf(booking.checkout, 'checkout.session.completed');
    await settle(booking);

    const stale = { ...completed, id: `evt_${randomUUID()}`, type: 'checkout.session.expired' };
    expect((await stripe.send(stale)).status).toBe(200);
    expect((await stripe.send(completed)).status).toBe(200);

    expect(await outcomeOf(stale.id)).toBe('no-change');
    expect((await interviewOf(booking)).status).toBe('scheduled');
    expect(await moneyOf(booking)).toEqual({ status: 'settled', ledger: ['charge 9000 booking'] });
  });

  it.each([
    ['signed with another secret', { secret: 'whsec_guessed' }],
    ['altered after it was signed', { body: '{"id":"evt_forged","type":"checkout.session.completed"}' }],
    ['older than five minutes', { ageSeconds: 301 }],
  ])('%s is refused and leaves no trace', async (_, forgery) => {
    const booking = await holdBooking(application);
    const event = forgedCompletion(booking);

    const answer = await stripe.send(event, forgery);

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { code: 'webhook-signature-invalid' } });
    expect(await outcomeOf(event.id)).toBeUndefined();
    expect((await interviewOf(booking)).status).toBe('held');
  });

  it('without a signature, or for a provider that does not exist, is refused', async () => {
    const send = (provider: string) =>
      fetch(`${application.url}/api/payments/webhooks/${provider}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"id":"evt_x"}',
      });

    expect((await send('stripe')).status).toBe(400);
    expect((await send('paypal')).status).toBe(404);
  });

  it('that claims a payment which the provider does not know of books nothing', async () => {
    const booking = await holdBooking(application);
    const event = forgedCompletion(booking);

    expect((await stripe.send(event)).status).toBe(200);

    expect(await outcomeOf(event.id)).toBe('no-change');
    expect((await interviewOf(booking)).status).toBe('held');
    expect(await moneyOf(booking)).toEqual({ status: 'pending', ledger: [] });
  });

  it.each([
    ['amount', { amountMinor: 9001 }],
    ['currency', { currency: 'USD' }],
  ])(
    'about a payment of another %s is kept, flagged, books nothing and the money goes back',
    async (_, difference) => {
      await stripe.pauseWebhooks();
      const booking = await holdBooking(application);
      await application.database.client.payment.update({
        where: { interviewId: booking.interview.id },
        data: difference,
      });
      await stripe.pay(booking.checkout);
      const event = await stripe.eventOf(booking.checkout, 'checkout.session.completed');

      expect((await stripe.send(event)).status).toBe(200);

      expect(await outcomeOf(event.id)).toBe('mismatch');
      expect(await interviewOf(booking)).toMatchObject({ status: 'held', refundReason: 'mismatch' });
      expect(await moneyOf(booking)).toEqual({
        status: 'refunded',
        ledger: ['charge 9000 mismatch', 'refund 9000 mismatch'],
      });
      expect(await stripe.refundsOf(booking.checkout)).toMatchObject([{ amount: 9000, status: 'succeeded' }]);
    },
  );

  it.each([
    ['nothing of ours', {}],
    ['ids of its own kind', { paymentId: 'order-17', interviewId: '4711' }],
  ])(
    'about a checkout of somebody else with %s is kept, flagged and changes nothing',
    async (_, metadata) => {
      await stripe.pauseWebhooks();
      const price_data = { currency: 'eur', unit_amount: 9000, product_data: { name: 'Something else' } };
      const foreign = await stripe.client.checkout.sessions.create({
        mode: 'payment',
        metadata,
        line_items: [{ quantity: 1, price_data }],
        success_url: 'https://elsewhere.example/done',
      });
      await stripe.pay(foreign.id);
      const event = await stripe.eventOf(foreign.id, 'checkout.session.completed');

      expect((await stripe.send(event)).status).toBe(200);
      expect(await outcomeOf(event.id)).toBe('unknown-checkout');
    },
  );

  it('about things that do not concern us is kept and ignored', async () => {
    const event = {
      id: `evt_${randomUUID()}`,
      object: 'event',
      type: 'customer.created',
      data: { object: { id: 'cus_1' } },
    };

    const statements = await statementsOf(async () => {
      expect((await stripe.send(event)).status).toBe(200);
    });
    expect(statements.filter(({ values }) => values.includes(event.id))).toHaveLength(1);
    expect(await outcomeOf(event.id)).toBe('ignored');
    expect((await stripe.send({ ...event, type: 'customer.updated' })).status).toBe(200);
    expect(await application.database.client.paymentEvent.findMany({ where: { eventId: event.id } })).toEqual(
      [expect.objectContaining({ type: 'customer.created', outcome: 'ignored', payload: {} })],
    );
  });
});

describe('a payment that comes too late', () => {
  it('books the interview while its slot is still free', async () => {
    const booking = await holdBooking(application);
    await lapse(booking);

    await stripe.pay(booking.checkout);
    await untilStatus(booking, 'scheduled');

    expect(await settle(booking)).toMatchObject({ outcome: 'scheduled' });
    expect((await transitionsOf(booking)).map(({ toStatus }) => toStatus)).toEqual([
      'held',
      'expired',
      'scheduled',
    ]);
    expect(await moneyOf(booking)).toEqual({ status: 'settled', ledger: ['charge 9000 booking'] });
  });

  it('goes back at once when somebody else has the slot', async () => {
    const booking = await holdBooking(application);
    await lapse(booking);
    await takeSlotOf(booking);

    await stripe.pay(booking.checkout);
    await waitFor('the refund', async () => (await moneyOf(booking)).status === 'refunded');

    expect(await settle(booking)).toMatchObject({
      outcome: 'refunded',
      interview: { status: 'expired', paymentStatus: 'refunded', refundReason: 'slot-taken' },
    });
    expect(await moneyOf(booking)).toEqual({
      status: 'refunded',
      ledger: ['charge 9000 booking', 'refund 9000 slot-taken'],
    });
    expect(await stripe.refundsOf(booking.checkout)).toMatchObject([{ amount: 9000, status: 'succeeded' }]);
    const events = await eventsOf(booking);
    expect(events.filter((type) => type === 'payment.refunded')).toHaveLength(1);
  });

  it('goes back once, however many ask and although the provider fails meanwhile', async () => {
    await stripe.pauseWebhooks();
    const booking = await holdBooking(application);
    await lapse(booking);
    await takeSlotOf(booking);
    await stripe.pay(booking.checkout);
    await stripe.fault({ mode: 'lose-answer', method: 'POST', path: '/v1/refunds', times: 4 });

    await Promise.all(Array.from({ length: 5 }, () => settle(booking)));
    await stripe.fault({ mode: 'none' });
    application.clock.advance(60);
    await waitFor('the refund', async () => (await moneyOf(booking)).status === 'refunded');

    expect(await stripe.refundsOf(booking.checkout)).toHaveLength(1);
    expect((await moneyOf(booking)).ledger).toEqual(['charge 9000 booking', 'refund 9000 slot-taken']);
  });

  it('goes back although it was given back by hand a moment before', async () => {
    await stripe.pauseWebhooks();
    const booking = await holdBooking(application);
    await lapse(booking);
    await takeSlotOf(booking);
    await stripe.pay(booking.checkout);
    const payment_intent = await stripe.intentOf(booking.checkout);
    await stripe.client.refunds.create({ payment_intent });

    expect((await settle(booking)).outcome).toBe('refunded');

    await waitFor('the refund', async () => (await moneyOf(booking)).status === 'refunded');
    expect((await moneyOf(booking)).ledger).toEqual(['charge 9000 booking', 'refund 9000 slot-taken']);
    expect(await stripe.refundsOf(booking.checkout)).toHaveLength(1);
  });

  it('goes back when the booking was given up while it was paid', async () => {
    await stripe.pauseWebhooks();
    const booking = await holdBooking(application);
    await stripe.pay(booking.checkout);

    await booking.candidate.call(routes.releaseHold, { params: { interviewId: booking.interview.id } });
    await waitFor('the refund', async () => (await moneyOf(booking)).status === 'refunded');

    expect((await moneyOf(booking)).ledger).toEqual(['charge 9000 booking', 'refund 9000 given-up']);
    expect((await interviewOf(booking)).status).toBe('cancelled');
  });

  /** Another candidate books and pays the same time of the same interviewer. */
  async function takeSlotOf({ body }: HeldBooking): Promise<void> {
    const other = await application.candidate('Other Candidate');
    const { checkoutUrl, interview } = await other.call(routes.createBooking, {
      body: { ...body, idempotencyKey: randomUUID() },
    });
    await stripe.pay(checkoutOf(checkoutUrl));
    await other.call(routes.settleBooking, { params: { interviewId: interview.id } });
  }
});

describe('a refund made by hand at the provider', () => {
  it('is written into the ledger, and in full makes the payment refunded', async () => {
    const booking = await holdBooking(application);
    await stripe.pay(booking.checkout);
    await untilStatus(booking, 'scheduled');
    const payment_intent = await stripe.intentOf(booking.checkout);

    await stripe.client.refunds.create({ payment_intent, amount: 4000 });
    await waitFor('the first part', async () => (await moneyOf(booking)).ledger.length === 2);
    expect((await moneyOf(booking)).status).toBe('settled');
    await stripe.client.refunds.create({ payment_intent });
    await waitFor('the rest', async () => (await moneyOf(booking)).status === 'refunded');

    expect((await moneyOf(booking)).ledger).toEqual([
      'charge 9000 booking',
      'refund 4000 by-hand',
      'refund 5000 by-hand',
    ]);
  });
});

/** A completion event that the provider never sent. */
function forgedCompletion({ checkout, interview }: HeldBooking) {
  return {
    id: `evt_${randomUUID()}`,
    object: 'event',
    type: 'checkout.session.completed',
    data: {
      object: {
        id: checkout,
        object: 'checkout.session',
        status: 'complete',
        payment_status: 'paid',
        amount_total: 9000,
        currency: 'eur',
        client_reference_id: interview.id,
        payment_intent: 'pi_forged',
      },
    },
  };
}

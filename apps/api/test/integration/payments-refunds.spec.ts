import { randomUUID } from 'node:crypto';
import { routes } from '@greenroom/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { startApplication, type TestApplication } from '../support/application.ts';
import {
  type HeldBooking,
  holdBooking,
  interviewOf,
  moneyOf as readMoney,
  outcomeOf,
  settle,
  StripeSide,
  untilStatus,
} from '../support/payments.ts';
import { waitFor } from '../support/wait-for.ts';

const HOUR = 3600;

let application: TestApplication;
let stripe: StripeSide;

beforeAll(async () => {
  application = await startApplication({ stripe: true });
  await application.startWorker();
  stripe = new StripeSide(application);
});
afterAll(() => application.stop());
beforeEach(() => stripe.resumeWebhooks());

const moneyOf = (booking: HeldBooking) => readMoney(application, booking);

const untilMoney = (booking: HeldBooking, status: string, entries: number) =>
  waitFor(`${entries} movements and a payment that is ${status}`, async () => {
    const money = await moneyOf(booking);
    return money.status === status && money.ledger.length === entries;
  });

/** A booking that was given up while it was paid. */
async function refunded(): Promise<HeldBooking> {
  await stripe.pauseWebhooks();
  const booking = await holdBooking(application);
  await stripe.pay(booking.checkout);
  await booking.candidate.call(routes.releaseHold, { params: { interviewId: booking.interview.id } });
  await untilMoney(booking, 'refunded', 2);
  await stripe.resumeWebhooks();
  return booking;
}

async function scheduled(): Promise<HeldBooking> {
  const booking = await holdBooking(application);
  await stripe.pay(booking.checkout);
  await untilStatus(booking, 'scheduled');
  return booking;
}

const newestRefund = async ({ checkout }: HeldBooking) => String((await stripe.refundsOf(checkout))[0]?.id);

describe('a refund that fails later', () => {
  it('is taken back in the ledger and made anew', async () => {
    const booking = await refunded();

    await stripe.failRefund(await newestRefund(booking));
    await untilMoney(booking, 'settled', 3);
    expect(await settle(booking)).toMatchObject({ outcome: 'refunded' });
    application.clock.advance(HOUR + 1);
    await untilMoney(booking, 'refunded', 4);

    const ledger = [
      'charge 9000 booking',
      'refund 9000 given-up',
      'refund-failed 9000 given-up',
      'refund 9000 given-up',
    ];
    expect((await moneyOf(booking)).ledger).toEqual(ledger);
    const refunds = await stripe.refundsOf(booking.checkout);
    expect(refunds.map(({ status }) => status)).toEqual(['succeeded', 'failed']);
    const admin = await application.admin();
    const detail = await admin.call(routes.adminGetInterview, {
      params: { interviewId: booking.interview.id },
    });
    expect(detail.ledger.map(({ kind }) => kind)).toEqual(['charge', 'refund', 'refund-failed', 'refund']);
  });

  it('again and again is left to a person', async () => {
    const booking = await refunded();
    for (const entries of [3, 5, 7]) {
      await stripe.failRefund(await newestRefund(booking));
      await untilMoney(booking, 'settled', entries);
      if (entries === 7) break;
      application.clock.advance(HOUR + 1);
      await untilMoney(booking, 'refunded', entries + 1);
    }

    const { nextCheckAt } = await application.database.client.payment.findUniqueOrThrow({
      where: { interviewId: booking.interview.id },
    });
    expect(nextCheckAt).toBeNull();
  });

  it('and is told of before itself counts once', async () => {
    const booking = await scheduled();
    await stripe.pauseWebhooks();
    const payment_intent = await stripe.intentOf(booking.checkout);
    const refund = await stripe.client.refunds.create({ payment_intent, amount: 4000 });
    const created = await eventAbout(refund.id, 'refund.created');
    await stripe.failRefund(refund.id);
    const failed = await eventAbout(refund.id, 'refund.failed');

    for (const event of [failed, created, { ...failed, id: `evt_${randomUUID()}` }])
      expect((await stripe.send(event)).status).toBe(200);

    expect(await moneyOf(booking)).toEqual({
      status: 'settled',
      ledger: ['charge 9000 booking', 'refund 4000 by-hand', 'refund-failed 4000 by-hand'],
    });
    expect((await interviewOf(booking)).status).toBe('scheduled');
  });
});

describe('a refund of the whole payment that was made by hand', () => {
  it('cancels an interview that was to come: no paid booking, no room', async () => {
    const booking = await scheduled();

    await stripe.client.refunds.create({ payment_intent: await stripe.intentOf(booking.checkout) });
    await untilStatus(booking, 'cancelled');

    expect(await interviewOf(booking)).toMatchObject({ paymentStatus: 'refunded', refundReason: 'by-hand' });
    expect((await settle(booking)).outcome).toBe('refunded');
    const { items } = await booking.candidate.call(routes.listInterviews, { query: { scope: 'previous' } });
    expect(items.map(({ id }) => id)).toEqual([booking.interview.id]);
    const roomName = String((await interviewOf(booking)).roomName);
    expect(await booking.candidate.refused(routes.createRoomGrant, { params: { roomName } })).toMatchObject({
      code: 'interview-over',
    });
  });

  it('leaves an interview that has begun to its end', async () => {
    const booking = await scheduled();
    await application.database.client.interview.update({
      where: { id: booking.interview.id },
      data: { status: 'in-progress' },
    });

    await stripe.client.refunds.create({ payment_intent: await stripe.intentOf(booking.checkout) });
    await untilMoney(booking, 'refunded', 2);

    expect((await interviewOf(booking)).status).toBe('in-progress');
    expect((await settle(booking)).outcome).toBe('scheduled');
  });

  it('is known although its event comes before that of its payment, or instead of it', async () => {
    await stripe.pauseWebhooks();
    const booking = await holdBooking(application);
    await stripe.pay(booking.checkout);
    const payment_intent = await stripe.intentOf(booking.checkout);
    const refund = await stripe.client.refunds.create({ payment_intent });

    expect((await stripe.send(await eventAbout(refund.id, 'refund.created'))).status).toBe(200);

    expect(await moneyOf(booking)).toEqual({
      status: 'refunded',
      ledger: ['charge 9000 booking', 'refund 9000 by-hand'],
    });
    expect((await interviewOf(booking)).status).toBe('cancelled');
  });

  it('of a payment that is not ours changes nothing', async () => {
    const refund = { id: 're_foreign', object: 'refund', status: 'succeeded', amount: 1, currency: 'eur' };
    const event = {
      id: `evt_${randomUUID()}`,
      object: 'event',
      type: 'refund.created',
      data: { object: { ...refund, payment_intent: 'pi_foreign' } },
    };

    expect((await stripe.send(event)).status).toBe(200);
    expect(await outcomeOf(application, event.id)).toBe('unknown-payment');
  });
});

/** The event of a type about a refund. */
async function eventAbout(refundId: string, type: string): Promise<Stripe.Event> {
  const { data } = await stripe.client.events.list({ type, limit: 100 });
  const event = data.find(
    (candidate) => 'id' in candidate.data.object && candidate.data.object.id === refundId,
  );
  if (!event) throw new Error(`There is no ${type} about ${refundId}`);
  return event;
}

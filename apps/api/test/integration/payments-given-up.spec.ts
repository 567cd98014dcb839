import { routes } from '@greenroom/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApplication, type TestApplication } from '../support/application.ts';
import {
  type HeldBooking,
  holdBooking,
  moneyOf,
  prepareBooking,
  settle,
  StripeSide,
  untilStatus,
} from '../support/payments.ts';
import { waitFor } from '../support/wait-for.ts';

let application: TestApplication;
let stripe: StripeSide;

beforeAll(async () => {
  application = await startApplication({ stripe: true });
  await application.startWorker();
  stripe = new StripeSide(application);
});
afterAll(() => application.stop());

const release = ({ candidate, interview }: HeldBooking) =>
  candidate.call(routes.releaseHold, { params: { interviewId: interview.id } });

describe('a booking that is given up', () => {
  it('while its checkout is being made leaves nothing behind that can be paid', async () => {
    const { candidate, body } = await prepareBooking(application);
    await stripe.fault({ mode: 'error', method: 'POST', path: '/v1/checkout/sessions', times: 100 });
    await candidate.refused(routes.createBooking, { body });
    await stripe.fault({ mode: 'none' });
    const { id: interviewId } = await application.database.client.interview.findFirstOrThrow({
      where: { candidateId: candidate.accountId },
    });
    const sessions = async () => {
      const { data } = await stripe.client.checkout.sessions.list({ limit: 100 });
      return data.filter((session) => session.client_reference_id === interviewId);
    };

    // The provider has made the checkout, and before it is kept the payment ends: the row's lock holds that moment open.
    const resumed = await application.database.transaction(async (tx) => {
      await tx.payment.update({ where: { interviewId }, data: { status: 'failed', nextCheckAt: null } });
      const address = candidate.refused(routes.resumeCheckout, { params: { interviewId } });
      await waitFor('the checkout', async () => (await sessions()).length > 0);
      await tx.interview.update({ where: { id: interviewId }, data: { status: 'cancelled' } });
      return { address };
    });

    expect(await resumed.address).toMatchObject({ status: 409, code: 'state-conflict' });
    const [session] = await sessions();
    expect(session?.status).toBe('expired');
    expect((await stripe.pay(String(session?.id))).status).toBe(410);
  });

  it('with a checkout that somebody pays all the same gives the money back', async () => {
    const booking = await holdBooking(application);
    await loseCheckout(booking);
    await release(booking);
    await waitFor(
      'the payment to end',
      async () => (await moneyOf(application, booking)).status === 'failed',
    );

    await stripe.pay(booking.checkout);
    await waitFor('the refund', async () => (await moneyOf(application, booking)).status === 'refunded');

    expect((await moneyOf(application, booking)).ledger).toEqual([
      'charge 9000 booking',
      'refund 9000 given-up',
    ]);
    expect(await settle(booking)).toMatchObject({
      outcome: 'refunded',
      interview: { status: 'cancelled', refundReason: 'given-up' },
    });
    expect(await stripe.refundsOf(booking.checkout)).toMatchObject([{ amount: 9000, status: 'succeeded' }]);
  });
});

describe('a payment that was ended as failed', () => {
  it('books what is paid after all while the slot is free', async () => {
    const booking = await holdBooking(application);
    await loseCheckout(booking);
    application.clock.advance(601);
    await waitFor(
      'the payment to end',
      async () => (await moneyOf(application, booking)).status === 'failed',
    );

    await stripe.pay(booking.checkout);
    await untilStatus(booking, 'scheduled');

    expect(await moneyOf(application, booking)).toEqual({
      status: 'settled',
      ledger: ['charge 9000 booking'],
    });
  });
});

describe('a checkout that its provider does not know', () => {
  it('is asked for until it could not be paid any more, and then no longer', async () => {
    const booking = await holdBooking(application);
    const where = { interviewId: booking.interview.id };
    const { client } = application.database;
    await client.payment.update({ where, data: { checkoutReference: 'cs_test_of_another_account' } });

    application.clock.advance(130);
    await waitFor('a look', async () => (await client.payment.findUniqueOrThrow({ where })).checks > 0);
    expect((await moneyOf(application, booking)).status).toBe('pending');
    application.clock.advance(60 * 60);
    await waitFor(
      'the payment to end',
      async () => (await moneyOf(application, booking)).status === 'failed',
    );

    expect((await client.payment.findUniqueOrThrow({ where })).nextCheckAt).toBeNull();
    await untilStatus(booking, 'expired');
  });
});

describe('a price that the provider never takes', () => {
  it('is said so, is not tried again, and keeps no slot', async () => {
    const { candidate, body } = await prepareBooking(application, { price: 30 });

    const refusal = await candidate.refused(routes.createBooking, { body });

    expect(refusal).toMatchObject({ status: 502, code: 'payment-not-possible' });
    const { status } = await application.database.client.interview.findFirstOrThrow({
      where: { candidateId: candidate.accountId },
    });
    expect(status).toBe('cancelled');
    expect(await candidate.refused(routes.createBooking, { body })).toMatchObject({ code: 'hold-expired' });
  });
});

/** As when the process ends between the provider's answer and the commit. */
async function loseCheckout({ interview }: HeldBooking): Promise<void> {
  await application.database.client.payment.update({
    where: { interviewId: interview.id },
    data: { checkoutReference: null, checkoutUrl: null },
  });
}

import { routes } from '@greenroom/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PolicyRefunds } from '../../src/payments/policy-refunds.service.ts';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';
import { createInterview } from '../support/builders.ts';
import { type HeldBooking, holdBooking, StripeSide } from '../support/payments.ts';
import { waitFor } from '../support/wait-for.ts';

let application: TestApplication;
let stripe: StripeSide;
let admin: AccountClient;

beforeAll(async () => {
  application = await startApplication({ stripe: true });
  await application.startWorker();
  stripe = new StripeSide(application);
  admin = await application.admin();
});
afterAll(() => application.stop());

const paramsOf = ({ interview }: HeldBooking) => ({ params: { interviewId: interview.id } });
const interviewOf = (booking: HeldBooking) => booking.candidate.call(routes.getInterview, paramsOf(booking));

async function book(): Promise<HeldBooking> {
  const booking = await holdBooking(application);
  await stripe.pay(booking.checkout);
  await waitFor('the booking', async () => (await interviewOf(booking)).status === 'scheduled');
  return booking;
}

/** Cancels on the terms that are shown. Returns what goes back by them. */
async function cancel(booking: HeldBooking): Promise<number> {
  const terms = await booking.candidate.call(routes.getChangeTerms, paramsOf(booking));
  const refundMinor = terms.cancel.refund?.amountMinor ?? null;
  await booking.candidate.call(routes.cancelInterview, {
    ...paramsOf(booking),
    body: { scheduleVersion: terms.scheduleVersion, refundMinor },
  });
  return refundMinor ?? 0;
}

const request = ({ interview }: Pick<HeldBooking, 'interview'>) =>
  application.database.transaction((tx) => application.get(PolicyRefunds).requestByPolicy(tx, interview.id));
const paymentOf = ({ interview }: HeldBooking) =>
  application.database.client.payment.findUniqueOrThrow({
    where: { interviewId: interview.id },
    include: { ledger: { orderBy: { id: 'asc' } } },
  });
const untilBack = (booking: HeldBooking, amountMinor: number) =>
  waitFor('the money to be back', async () => {
    const { ledger, nextCheckAt } = await paymentOf(booking);
    const back = ledger.filter(({ kind }) => kind === 'refund');
    return nextCheckAt === null && back.reduce((sum, entry) => sum + entry.amountMinor, 0) === amountMinor;
  });
const amountsAtStripe = async ({ checkout }: HeldBooking) =>
  (await stripe.refundsOf(checkout)).map(({ amount }) => amount);

/** Moves the clock to so many hours before the start. */
const moveBefore = async (booking: HeldBooking, hours: number) => {
  const { scheduledAt } = await interviewOf(booking);
  application.clock.moveTo(new Date(Date.parse(scheduledAt) - hours * 3_600_000));
};

describe('a refund by the policy', () => {
  it('is everything for who cancels in time', async () => {
    const booking = await book();
    await moveBefore(booking, 25);
    expect(await cancel(booking)).toBe(9_000);
    expect(await request(booking)).toEqual({
      kind: 'requested',
      amountMinor: 9_000,
      rule: 'free-cancellation',
    });
    await untilBack(booking, 9_000);
    expect(await amountsAtStripe(booking)).toEqual([9_000]);
    expect(await interviewOf(booking)).toMatchObject({
      paymentStatus: 'refunded',
      refund: { amountMinor: 9_000, currency: 'EUR' },
    });
  });

  it('is the price without the fee for who cancels late, once, however often it is asked for', async () => {
    const booking = await book();
    await moveBefore(booking, 3);
    expect(await cancel(booking)).toBe(4_500);
    const answers = await Promise.all([1, 2, 3].map(() => request(booking)));
    for (const answer of answers) {
      expect(answer).toEqual({ kind: 'requested', amountMinor: 4_500, rule: 'late-cancellation' });
    }
    await untilBack(booking, 4_500);
    await request(booking);
    expect(await amountsAtStripe(booking)).toEqual([4_500]);
    expect(await interviewOf(booking)).toMatchObject({
      paymentStatus: 'settled',
      refund: { amountMinor: 4_500, currency: 'EUR' },
    });
    const events = await application.database.client.outboxEvent.findMany({
      where: { interviewId: booking.interview.id, type: 'payment.refunded' },
    });
    expect(events).toHaveLength(1);
  });

  it('gives only what is missing where a part went back by hand', async () => {
    const booking = await book();
    await stripe.client.refunds.create({
      payment_intent: await stripe.intentOf(booking.checkout),
      amount: 1_500,
    });
    await waitFor('the part in the ledger', async () => {
      const { ledger } = await paymentOf(booking);
      return ledger.length === 2;
    });
    await moveBefore(booking, 3);
    await cancel(booking);
    await request(booking);
    await untilBack(booking, 4_500);
    expect((await amountsAtStripe(booking)).sort()).toEqual([1_500, 3_000]);
  });

  it('follows an outcome that an administrator has decided anew', async () => {
    const booking = await book();
    const { client } = application.database;
    await moveBefore(booking, -2);
    const decide = (outcome: 'no-show-candidate' | 'no-show-interviewer') =>
      admin.call(routes.decideOutcome, {
        ...paramsOf(booking),
        body: { outcome, reason: 'As both have said' },
      });
    await client.interview.update({
      where: { id: booking.interview.id },
      data: { policy: { ...booking.interview.policy, candidateNoShowRefundPercent: 20 } },
    });
    await decide('no-show-candidate');
    expect(await request(booking)).toMatchObject({ amountMinor: 1_800, rule: 'no-show-candidate' });
    await untilBack(booking, 1_800);
    await decide('no-show-interviewer');
    expect(await request(booking)).toMatchObject({ amountMinor: 9_000, rule: 'no-show-interviewer' });
    await untilBack(booking, 9_000);
    expect((await amountsAtStripe(booking)).sort()).toEqual([1_800, 7_200]);
    // What is back is back.
    await decide('no-show-candidate');
    expect(await request(booking)).toMatchObject({ kind: 'none' });
  });

  it('survives a provider that does not answer', async () => {
    const booking = await book();
    await moveBefore(booking, 3);
    await cancel(booking);
    await stripe.fault({ mode: 'error', times: 6 });
    await request(booking);
    await waitFor('a try that failed', async () => (await paymentOf(booking)).checks > 0);
    await stripe.fault({ mode: 'none' });
    application.clock.advance(600);
    await untilBack(booking, 4_500);
    expect(await amountsAtStripe(booking)).toEqual([4_500]);
  });

  it('is nothing for what was free, goes on, or is not decided', async () => {
    const { accountId } = await application.candidate();
    for (const status of ['scheduled', 'in-progress', 'cancelled', 'no-show'] as const) {
      const { id } = await createInterview(application, { candidateId: accountId, status });
      const answer = await application.database.transaction((tx) =>
        application.get(PolicyRefunds).requestByPolicy(tx, id),
      );
      expect(answer).toMatchObject({ kind: 'none', amountMinor: 0 });
    }
  });
});

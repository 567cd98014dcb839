import { HOLD_SECONDS, routes } from '@greenroom/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApplication, type TestApplication } from '../support/application.ts';
import {
  type HeldBooking,
  holdBooking,
  interviewOf,
  moneyOf,
  settle,
  StripeSide,
  untilStatus,
} from '../support/payments.ts';
import { waitFor } from '../support/wait-for.ts';

const MINUTE_MS = 60_000;

let application: TestApplication;
let stripe: StripeSide;

beforeAll(async () => {
  application = await startApplication({ stripe: true });
  await application.startWorker();
  stripe = new StripeSide(application);
});
afterAll(() => application.stop());
beforeEach(() => stripe.pauseWebhooks());

const holdNow = () => holdBooking(application, { startsAt: null });

/** Pays the checkout of a hold that has lapsed. */
async function payLate(booking: HeldBooking): Promise<void> {
  application.clock.advance(HOLD_SECONDS + 1);
  await untilStatus(booking, 'expired');
  await stripe.pay(booking.checkout);
}

const changeInterviewer = async ({ interview }: HeldBooking, data: object): Promise<void> => {
  const { interviewerId: id } = await application.database.client.interview.findUniqueOrThrow({
    where: { id: interview.id },
  });
  await application.database.client.interviewer.update({ where: { id }, data });
};

describe('an interview for "now"', () => {
  it('starts when it is paid, and lasts as long as it was booked for', async () => {
    const booking = await holdNow();
    application.clock.advance(HOLD_SECONDS / 2);
    const paidAt = application.clock.now().getTime();
    await stripe.pay(booking.checkout);

    const { outcome, interview } = await settle(booking);

    expect(outcome).toBe('scheduled');
    const start = Date.parse(interview.scheduledAt);
    expect(start).toBeGreaterThanOrEqual(paidAt);
    expect(start).toBeLessThanOrEqual(application.clock.now().getTime());
    expect(Date.parse(interview.endsAt) - start).toBe(45 * MINUTE_MS);
    expect(interview.opensAt).toBe(interview.scheduledAt);
  });

  it('that is paid after its hold starts then, while the interviewer is still there', async () => {
    const booking = await holdNow();
    await payLate(booking);

    expect(await settle(booking)).toMatchObject({ outcome: 'scheduled' });
  });

  it.each([
    ['does not work at that hour', { weeklyHours: { deleteMany: {}, create: otherHours() } }],
    ['takes no bookings for now any more', { acceptsInstant: false }],
    ['cannot be booked any more', { active: false }],
  ])('that is paid after its hold goes back when the interviewer %s', async (_, change) => {
    const booking = await holdNow();
    await changeInterviewer(booking, change);
    await payLate(booking);

    expect(await settle(booking)).toMatchObject({
      outcome: 'refunded',
      interview: { status: 'expired', refundReason: 'interviewer-unavailable' },
    });
    // The worker may have come first, and may still be asking the provider.
    await waitFor('the refund', async () => (await moneyOf(application, booking)).status === 'refunded');
    expect((await moneyOf(application, booking)).ledger).toEqual([
      'charge 9000 booking',
      'refund 9000 interviewer-unavailable',
    ]);
  });
});

describe('an interview at a chosen time', () => {
  it('that is paid after its hold does not ask for the hours again, but for the interviewer', async () => {
    const [kept, gone] = [await holdBooking(application), await holdBooking(application)];
    await changeInterviewer(kept, { acceptsInstant: false });
    await changeInterviewer(gone, { active: false });
    application.clock.advance(HOLD_SECONDS + 1);
    for (const booking of [kept, gone]) {
      await untilStatus(booking, 'expired');
      await stripe.pay(booking.checkout);
      await booking.candidate.call(routes.settleBooking, { params: { interviewId: booking.interview.id } });
    }

    expect((await interviewOf(kept)).status).toBe('scheduled');
    expect(await interviewOf(gone)).toMatchObject({
      status: 'expired',
      refundReason: 'interviewer-unavailable',
    });
  });
});

/** A minute a day, hours away from now. */
function otherHours() {
  const isAfternoon = new Date().getUTCHours() >= 12;
  const [startMinute, endMinute] = isAfternoon ? [180, 181] : [1080, 1081];
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute, endMinute }));
}

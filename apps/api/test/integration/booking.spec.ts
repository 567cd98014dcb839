import { randomUUID } from 'node:crypto';
import {
  type Booking,
  BOOKING_HORIZON_DAYS,
  type BookingInput,
  HOLD_SECONDS,
  routes,
} from '@greenroom/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SlotTaking } from '../../src/booking/slot-taking.ts';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';
import { createInterviewer, createInterviewType } from '../support/builders.ts';
import { waitFor } from '../support/wait-for.ts';

let application: TestApplication;

beforeAll(async () => {
  application = await startApplication({ stripe: true });
});
afterAll(() => application.stop());

/** Noon UTC some days ahead: a slot of somebody who works around the clock. */
function noonIn(days: number): string {
  const day = new Date(application.clock.now().getTime() + days * 86_400_000);
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), 12)).toISOString();
}

const wish = (changes: Partial<BookingInput> & Pick<BookingInput, 'interviewTypeId'>): BookingInput => ({
  idempotencyKey: randomUUID(),
  interviewerId: null,
  startsAt: noonIn(3),
  jobRole: 'Backend engineer',
  experienceLevel: 'mid',
  focus: 'technical',
  timeZone: 'America/New_York',
  locale: 'en',
  ...changes,
});

describe('a booking', () => {
  it('holds the slot for ten minutes, says where to pay, and takes the slot off the list', async () => {
    const type = await createInterviewType(application);
    const interviewer = await createInterviewer(application);
    const candidate = await application.candidate();
    const startsAt = noonIn(2);

    const { interview, checkoutUrl } = await candidate.call(routes.createBooking, {
      body: wish({ interviewTypeId: type.id, interviewerId: interviewer.id, startsAt }),
    });

    expect(interview).toMatchObject({
      status: 'held',
      scheduledAt: startsAt,
      roomName: null,
      paymentStatus: 'pending',
    });
    expect(checkoutUrl).toContain('/dev/stripe/pay/cs_test_');
    const left = (Date.parse(String(interview.holdExpiresAt)) - application.clock.now().getTime()) / 1000;
    expect(left).toBeGreaterThan(HOLD_SECONDS - 60);
    expect(left).toBeLessThanOrEqual(HOLD_SECONDS);
    const { items } = await candidate.call(routes.listSlots, {
      query: {
        interviewTypeId: type.id,
        interviewerId: interviewer.id,
        from: startsAt,
        to: new Date(Date.parse(startsAt) + 60_000).toISOString(),
      },
    });
    expect(items).toEqual([]);
  });

  it('of a free type is booked at once, with a room', async () => {
    const type = await createInterviewType(application, { priceMinor: 0 });
    const interviewer = await createInterviewer(application);
    const candidate = await application.candidate();
    const { interview, checkoutUrl } = await candidate.call(routes.createBooking, {
      body: wish({ interviewTypeId: type.id, interviewerId: interviewer.id }),
    });
    expect(checkoutUrl).toBeNull();
    expect(interview).toMatchObject({ status: 'scheduled', paymentStatus: 'none' });
    expect(interview.roomName).toMatch(/^[0-9a-f]{32}$/);
  });

  it('sent twice with the same key is one booking; the key with other content is refused', async () => {
    const type = await createInterviewType(application);
    const interviewer = await createInterviewer(application);
    const candidate = await application.candidate();
    const body = wish({ interviewTypeId: type.id, interviewerId: interviewer.id, startsAt: noonIn(4) });

    const [first, second] = await Promise.all([
      candidate.call(routes.createBooking, { body }),
      candidate.call(routes.createBooking, { body }),
    ]);

    expect(second.interview.id).toBe(first.interview.id);
    expect(second.checkoutUrl).toBe(first.checkoutUrl);
    const conflict = await candidate.refused(routes.createBooking, {
      body: { ...body, jobRole: 'Something else' },
    });
    expect(conflict).toMatchObject({ status: 409, code: 'idempotency-conflict' });
  });

  it('for "now" goes to whoever is free, and to nobody when nobody is', async () => {
    const type = await createInterviewType(application);
    const interviewer = await createInterviewer(application);
    const [one, two] = [await application.candidate(), await application.candidate()];
    const body = wish({ interviewTypeId: type.id, interviewerId: interviewer.id, startsAt: null });

    const { interview } = await one.call(routes.createBooking, { body });
    expect(interview).toMatchObject({ status: 'held', instant: true });
    const refusal = await two.refused(routes.createBooking, {
      body: { ...body, idempotencyKey: randomUUID() },
    });
    expect(refusal).toMatchObject({ status: 409, code: 'nobody-available' });
  });

  it('given up frees the slot, and can neither be paid nor given up again', async () => {
    const type = await createInterviewType(application);
    const interviewer = await createInterviewer(application);
    const candidate = await application.candidate();
    const body = wish({ interviewTypeId: type.id, interviewerId: interviewer.id, startsAt: noonIn(5) });
    const { interview } = await candidate.call(routes.createBooking, { body });
    const params = { interviewId: interview.id };

    expect((await candidate.call(routes.releaseHold, { params })).status).toBe('cancelled');
    expect(await candidate.refused(routes.releaseHold, { params })).toMatchObject({
      status: 409,
      code: 'state-conflict',
    });
    expect(await candidate.refused(routes.resumeCheckout, { params })).toMatchObject({
      status: 409,
      code: 'state-conflict',
    });
    const again = await candidate.call(routes.createBooking, {
      body: { ...body, idempotencyKey: randomUUID() },
    });
    expect(again.interview.status).toBe('held');
  });

  it('stops an account that keeps many slots without paying', async () => {
    const type = await createInterviewType(application);
    const interviewer = await createInterviewer(application);
    const candidate = await application.candidate();
    const book = (days: number) =>
      wish({ interviewTypeId: type.id, interviewerId: interviewer.id, startsAt: noonIn(days) });
    for (const days of [10, 11, 12]) await candidate.call(routes.createBooking, { body: book(days) });
    expect(await candidate.refused(routes.createBooking, { body: book(13) })).toMatchObject({
      status: 409,
      code: 'too-many-holds',
    });
  });

  it('keeps to that limit when all of them come at once, for different interviewers', async () => {
    const type = await createInterviewType(application);
    const candidate = await application.candidate();
    const bodies = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const { id: interviewerId } = await createInterviewer(application);
        return wish({ interviewTypeId: type.id, interviewerId, startsAt: noonIn(10) });
      }),
    );

    const answers = await Promise.all(bodies.map((body) => candidate.try(routes.createBooking, { body })));

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(5);
  });

  it('stops an account that takes many free interviews ahead of it, until one is over', async () => {
    const type = await createInterviewType(application, { priceMinor: 0 });
    const interviewer = await createInterviewer(application);
    const candidate = await application.candidate();
    const book = (days: number) => ({
      body: wish({ interviewTypeId: type.id, interviewerId: interviewer.id, startsAt: noonIn(days) }),
    });
    for (const days of [20, 21, 22, 23, 24]) await candidate.call(routes.createBooking, book(days));
    expect(await candidate.refused(routes.createBooking, book(25))).toMatchObject({ code: 'too-many-holds' });

    await application.database.client.interview.updateMany({
      where: { candidateId: candidate.accountId, scheduledAt: noonIn(20) },
      data: { status: 'completed' },
    });
    expect((await candidate.call(routes.createBooking, book(25))).interview.status).toBe('scheduled');
  });

  it('that fell through is not answered again: its key is told so, and another one books anew', async () => {
    const type = await createInterviewType(application);
    const interviewer = await createInterviewer(application);
    const candidate = await application.candidate();
    const body = wish({ interviewTypeId: type.id, interviewerId: interviewer.id, startsAt: noonIn(15) });
    const { interview } = await candidate.call(routes.createBooking, { body });
    await candidate.call(routes.releaseHold, { params: { interviewId: interview.id } });

    expect(await candidate.refused(routes.createBooking, { body })).toMatchObject({
      status: 409,
      code: 'hold-expired',
    });
    const again = { ...body, idempotencyKey: randomUUID() };
    expect((await candidate.call(routes.createBooking, { body: again })).checkoutUrl).not.toBeNull();
    application.clock.advance(HOLD_SECONDS + 1);
    expect(await candidate.refused(routes.createBooking, { body: again })).toMatchObject({
      code: 'hold-expired',
    });
  });

  it('beyond the horizon is refused, however far', async () => {
    const type = await createInterviewType(application);
    const candidate = await application.candidate();
    for (const startsAt of [noonIn(BOOKING_HORIZON_DAYS + 1), '2099-12-31T23:59:59.999Z']) {
      const refusal = await candidate.refused(routes.createBooking, {
        body: wish({ interviewTypeId: type.id, startsAt }),
      });
      expect(refusal).toMatchObject({ code: 'invalid-request', details: [{ path: 'body.startsAt' }] });
    }
  });

  it.each([
    ['an unknown field', { surprise: true }, 'body'],
    ['a level that does not exist', { experienceLevel: 'wizard' }, 'body.experienceLevel'],
    ['a time zone that does not exist', { timeZone: 'Mars/Olympus' }, 'body.timeZone'],
    ['a start that is no instant', { startsAt: 'tomorrow' }, 'body.startsAt'],
    ['a start before all calendars', { startsAt: '0000-01-01T00:00:00Z' }, 'body.startsAt'],
    ['a start after all calendars', { startsAt: '9999-12-31T23:59:59Z' }, 'body.startsAt'],
    ['control characters', { jobRole: 'a\u0007b' }, 'body.jobRole'],
    ['an empty role', { jobRole: '   ' }, 'body.jobRole'],
  ])('with %s is refused by name and changes nothing', async (_, mistake, path) => {
    const candidate = await application.candidate();
    const type = await createInterviewType(application);
    const before = await application.database.client.interview.count();
    const { status, body } = await candidate.send<{ error: { code: string; details: { path: string }[] } }>(
      'POST',
      '/api/bookings',
      { ...wish({ interviewTypeId: type.id }), ...mistake },
    );
    expect(status).toBe(400);
    expect(body.error.code).toBe('invalid-request');
    expect(body.error.details.map((detail) => detail.path)).toContain(path);
    expect(await application.database.client.interview.count()).toBe(before);
  });

  it('of a type or interviewer that does not exist is not found', async () => {
    const candidate = await application.candidate();
    const type = await createInterviewType(application, { active: false });
    expect(
      await candidate.refused(routes.createBooking, { body: wish({ interviewTypeId: randomUUID() }) }),
    ).toMatchObject({ code: 'not-found' });
    expect(
      await candidate.refused(routes.createBooking, { body: wish({ interviewTypeId: type.id }) }),
    ).toMatchObject({ code: 'not-found' });
    const { id: interviewTypeId } = await createInterviewType(application);
    const { id: inactive } = await createInterviewer(application, { active: false });
    for (const interviewerId of [randomUUID(), inactive]) {
      for (const startsAt of [noonIn(3), null]) {
        expect(
          await candidate.refused(routes.createBooking, {
            body: wish({ interviewTypeId, interviewerId, startsAt }),
          }),
        ).toMatchObject({ code: 'not-found' });
      }
    }
  });
});

describe('fifty people racing for one slot', () => {
  it('leave one winner and forty-nine clear refusals', async () => {
    const type = await createInterviewType(application);
    const interviewer = await createInterviewer(application);
    const candidates: AccountClient[] = [];
    for (let index = 0; index < 50; index += 1)
      candidates.push(await application.candidate(`Racer ${index}`));
    const startsAt = noonIn(6);

    const answers = await Promise.all(
      candidates.map((candidate) =>
        candidate.try(routes.createBooking, {
          body: wish({ interviewTypeId: type.id, interviewerId: interviewer.id, startsAt }),
        }),
      ),
    );

    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array<number>(49).fill(409)]);
    const live = await application.database.client.interview.count({
      where: { interviewerId: interviewer.id, status: 'held' },
    });
    expect(live).toBe(1);
  });
});

describe('a hold that lapses', () => {
  it('is let go of once, when a worker and the next candidate come at the same moment', async () => {
    const type = await createInterviewType(application);
    const interviewer = await createInterviewer(application);
    const candidate = await application.candidate();
    const body = wish({ interviewTypeId: type.id, interviewerId: interviewer.id, startsAt: noonIn(8) });
    const { interview } = await candidate.call(routes.createBooking, { body });
    application.clock.advance(HOLD_SECONDS + 1);
    const rival = await application.candidate();
    const { database } = application;

    let booking: Promise<Booking> | undefined;
    await database.transaction(async (tx) => {
      await application.get(SlotTaking, { strict: false }).expire(tx, interview.id);
      booking = rival.call(routes.createBooking, { body: { ...body, idempotencyKey: randomUUID() } });
      await waitFor('the candidate to wait for the worker', async () => {
        const [row] = await database.client.$queryRaw<{ waiting: number }[]>`
          SELECT count(*)::int AS waiting FROM pg_locks WHERE NOT granted`;
        return (row?.waiting ?? 0) > 0;
      });
    });

    expect((await booking)?.interview.status).toBe('held');
  });

  it('is moved to expired by the worker, and the slot is free again', async () => {
    const type = await createInterviewType(application);
    const interviewer = await createInterviewer(application);
    const candidate = await application.candidate();
    const body = wish({ interviewTypeId: type.id, interviewerId: interviewer.id, startsAt: noonIn(7) });
    const { interview } = await candidate.call(routes.createBooking, { body });
    application.clock.advance(HOLD_SECONDS + 1);

    expect(
      await candidate.refused(routes.resumeCheckout, { params: { interviewId: interview.id } }),
    ).toMatchObject({ code: 'hold-expired' });
    // Free for others before any worker has come round.
    const rival = await application.candidate();
    const taken = await rival.call(routes.createBooking, { body: { ...body, idempotencyKey: randomUUID() } });
    expect(taken.interview.status).toBe('held');

    application.clock.advance(HOLD_SECONDS + 1);
    await application.startWorker();
    await waitFor('the second hold to expire', async () => {
      const row = await application.database.client.interview.findUnique({
        where: { id: taken.interview.id },
      });
      return row?.status === 'expired';
    });
    const history = await application.database.client.interviewTransition.findMany({
      where: { interviewId: interview.id },
      orderBy: { id: 'asc' },
    });
    expect(history.map(({ fromStatus, toStatus }) => [fromStatus, toStatus])).toEqual([
      [null, 'held'],
      ['held', 'expired'],
    ]);
  });
});

import { randomUUID } from 'node:crypto';
import { type BookingInput, HOLD_SECONDS, routes } from '@greenroom/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
      status: 429,
      code: 'rate-limited',
    });
  });

  it.each([
    ['an unknown field', { surprise: true }, 'body'],
    ['a level that does not exist', { experienceLevel: 'wizard' }, 'body.experienceLevel'],
    ['a time zone that does not exist', { timeZone: 'Mars/Olympus' }, 'body.timeZone'],
    ['a start that is no instant', { startsAt: 'tomorrow' }, 'body.startsAt'],
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

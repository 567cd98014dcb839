import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { BOOKING_HORIZON_DAYS, routes } from '@greenroom/contracts';
import { AvailabilityService } from '../../src/availability/availability.service.ts';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';
import { createInterview, createInterviewer, createInterviewType } from '../support/builders.ts';
import { createHistory, planOf, statementsOf } from '../support/statements.ts';

/** A Monday in winter. */
const MONDAY = '2027-01-11T00:00:00.000Z';
const TUESDAY = '2027-01-12T00:00:00.000Z';
const mornings = {
  create: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: 540, endMinute: 660 })),
};

describe('free slots', () => {
  let application: TestApplication;
  let candidate: AccountClient;
  let interviewTypeId: string;

  beforeAll(async () => {
    application = await startApplication();
    candidate = await application.candidate();
  });
  afterAll(() => application.stop());

  beforeEach(async () => {
    const { client } = application.database;
    await client.interview.deleteMany();
    await client.interviewer.deleteMany();
    await client.interviewType.deleteMany();
    application.clock.moveTo(new Date('2027-01-10T12:00:00Z'));
    interviewTypeId = (await createInterviewType(application, { durationMinutes: 60 })).id;
  });

  const slots = async (changes: { interviewerId?: string; interviewTypeId?: string } = {}) =>
    application.visitor().call(routes.listSlots, {
      query: { interviewTypeId, from: MONDAY, to: TUESDAY, ...changes },
    });
  const starts = async (changes: { interviewerId?: string } = {}) =>
    (await slots(changes)).items.map(({ startsAt }) => startsAt.slice(11, 16));
  const minutesUntil = (instant: string) =>
    (Date.parse(instant) - application.clock.now().getTime()) / 60_000;

  it('are those of everybody, each start once with all who are free', async () => {
    const berlin = await createInterviewer(application, { timeZone: 'Europe/Berlin', weeklyHours: mornings });
    const london = await createInterviewer(application, { timeZone: 'Europe/London', weeklyHours: mornings });
    const { items } = await slots();
    expect(items.map(({ startsAt, endsAt, interviewerIds }) => [startsAt, endsAt, interviewerIds])).toEqual([
      ['2027-01-11T08:00:00.000Z', '2027-01-11T09:00:00.000Z', [berlin.id]],
      ['2027-01-11T08:30:00.000Z', '2027-01-11T09:30:00.000Z', [berlin.id]],
      ['2027-01-11T09:00:00.000Z', '2027-01-11T10:00:00.000Z', [berlin.id, london.id]],
      ['2027-01-11T09:30:00.000Z', '2027-01-11T10:30:00.000Z', [london.id]],
      ['2027-01-11T10:00:00.000Z', '2027-01-11T11:00:00.000Z', [london.id]],
    ]);
    expect(await starts({ interviewerId: london.id })).toEqual(['09:00', '09:30', '10:00']);
  });

  it.each(['held', 'scheduled', 'in-progress'] as const)('leave out what is %s', async (status) => {
    const { id } = await createInterviewer(application, { timeZone: 'UTC', weeklyHours: mornings });
    const candidateId = candidate.accountId;
    const startsInMinutes = minutesUntil('2027-01-11T09:00:00Z');
    const holdExpiresAt = new Date('2027-01-12T00:00:00Z');
    await createInterview(application, {
      candidateId,
      status,
      startsInMinutes,
      interviewerId: id,
      changes: { holdExpiresAt },
    });
    expect(await starts()).toEqual(['10:00']);
  });

  it.each(['completed', 'expired', 'cancelled', 'no-show'] as const)(
    'offer again what is %s',
    async (status) => {
      const { id } = await createInterviewer(application, { timeZone: 'UTC', weeklyHours: mornings });
      const startsInMinutes = minutesUntil('2027-01-11T09:00:00Z');
      await createInterview(application, {
        candidateId: candidate.accountId,
        status,
        startsInMinutes,
        interviewerId: id,
      });
      expect(await starts()).toEqual(['09:00', '09:30', '10:00']);
    },
  );

  it('offer the slot of a hold that has lapsed, before anybody tidied it up', async () => {
    const { id } = await createInterviewer(application, { timeZone: 'UTC', weeklyHours: mornings });
    await createInterview(application, {
      candidateId: candidate.accountId,
      status: 'held',
      startsInMinutes: minutesUntil('2027-01-11T09:00:00Z'),
      interviewerId: id,
    });
    expect(await starts()).toEqual(['10:00']);
    application.clock.advance(601);
    expect(await starts()).toEqual(['09:00', '09:30', '10:00']);
  });

  it('keep the buffer to interviews that lie outside of the range', async () => {
    const { id } = await createInterviewer(application, { timeZone: 'UTC', bufferMinutes: 120 });
    await createInterview(application, {
      candidateId: candidate.accountId,
      startsInMinutes: minutesUntil('2027-01-10T23:00:00Z'),
      interviewerId: id,
    });
    expect((await starts())[0]).toBe('02:00');
  });

  it('leave out people who are inactive or have no hours, and know no type that cannot be booked', async () => {
    const inactive = await createInterviewer(application, { active: false });
    await createInterviewer(application, { weeklyHours: { create: [] } });
    expect(await slots()).toEqual({ items: [], availableNow: false });
    const query = { interviewTypeId, from: MONDAY, to: TUESDAY };
    const visitor = application.visitor();
    const unknownPerson = { query: { ...query, interviewerId: inactive.id } };
    expect(await visitor.refused(routes.listSlots, unknownPerson)).toMatchObject({ code: 'not-found' });
    const { id } = await createInterviewType(application, { active: false });
    const unknownType = { query: { ...query, interviewTypeId: id } };
    expect(await visitor.refused(routes.listSlots, unknownType)).toMatchObject({ code: 'not-found' });
  });

  it.each([
    ['more than 31 days', MONDAY, '2027-02-11T00:00:00.001Z'],
    ['a range that ends before it begins', TUESDAY, MONDAY],
  ])('refuse %s', async (_, from, to) => {
    const refusal = await application
      .visitor()
      .refused(routes.listSlots, { query: { interviewTypeId, from, to } });
    expect(refusal).toMatchObject({ status: 400, code: 'invalid-request', details: [{ path: 'query.to' }] });
  });

  it.each([
    ['from', { from: '0000-01-01T00:00:00Z', to: '0000-01-02T00:00:00Z' }],
    ['to', { from: '9999-12-30T00:00:00Z', to: '9999-12-31T23:59:59Z' }],
  ])('refuse instants that no calendar has: %s', async (field, range) => {
    const refusal = await application
      .visitor()
      .refused(routes.listSlots, { query: { interviewTypeId, ...range } });
    expect(refusal).toMatchObject({ status: 400, code: 'invalid-request' });
    expect(refusal.details).toContainEqual(expect.objectContaining({ path: `query.${field}` }));
  });

  it('end at the horizon, and there are none beyond it', async () => {
    await createInterviewer(application);
    const horizon = application.clock.now().getTime() + BOOKING_HORIZON_DAYS * 86_400_000;
    const around = (from: number, to: number) => ({
      query: {
        interviewTypeId,
        from: new Date(horizon + from * 3_600_000).toISOString(),
        to: new Date(horizon + to * 3_600_000).toISOString(),
      },
    });
    const visitor = application.visitor();
    const { items } = await visitor.call(routes.listSlots, around(-2, 2));
    expect(items).toHaveLength(4);
    expect((await visitor.call(routes.listSlots, around(1, 24))).items).toEqual([]);
    const atTheEnd = { query: { interviewTypeId, from: '2099-12-30T00:00:00Z', to: '2099-12-31T00:00:00Z' } };
    expect((await visitor.call(routes.listSlots, atTheEnd)).items).toEqual([]);
  });

  it('are told to one address so often, and then it has to wait', async () => {
    const visitor = application.visitor();
    const headers = { 'x-forwarded-for': '203.0.113.7' };
    const ask = (address = headers) =>
      visitor.refused(routes.listSlots, {
        query: { interviewTypeId, from: TUESDAY, to: MONDAY },
        headers: address,
      });
    const answers = await Promise.all(Array.from({ length: 601 }, () => ask()));
    expect(answers.filter(({ code }) => code === 'rate-limited')).toHaveLength(1);
    expect((await ask({ 'x-forwarded-for': '203.0.113.8' })).code).toBe('invalid-request');
  });

  it('say whether somebody is free now, with the time for paying before a paid interview', async () => {
    const { id } = await createInterviewer(application, { timeZone: 'UTC' });
    await createInterview(application, {
      candidateId: candidate.accountId,
      startsInMinutes: 65,
      interviewerId: id,
    });
    expect((await slots()).availableNow).toBe(false);
    const free = await createInterviewType(application, { durationMinutes: 60, priceMinor: 0 });
    expect((await slots({ interviewTypeId: free.id })).availableNow).toBe(true);
    await application.database.client.interviewer.updateMany({ data: { acceptsInstant: false } });
    expect((await slots({ interviewTypeId: free.id })).availableNow).toBe(false);
  });

  describe('for a booking', () => {
    it('name the one with the fewest interviews ahead first', async () => {
      const busy = await createInterviewer(application);
      const idle = await createInterviewer(application);
      await createInterview(application, {
        candidateId: candidate.accountId,
        startsInMinutes: 3000,
        interviewerId: busy.id,
      });
      const availability = application.get(AvailabilityService);
      const wish = { interviewerId: null, startsAt: new Date(MONDAY), durationMinutes: 60 };
      expect(await availability.candidatesFor(wish)).toEqual([idle.id, busy.id]);
      expect(await availability.candidatesFor({ ...wish, interviewerId: busy.id })).toEqual([busy.id]);
      expect(await availability.candidatesFor({ ...wish, startsAt: null })).toEqual([idle.id, busy.id]);
    });

    it('are only the starts that were offered', async () => {
      const { id: interviewerId } = await createInterviewer(application, {
        timeZone: 'UTC',
        weeklyHours: mornings,
      });
      const availability = application.get(AvailabilityService);
      const isFree = (startsAt: string) =>
        application.database.transaction((tx) =>
          availability.isFree(tx, interviewerId, {
            interviewerId,
            startsAt: new Date(startsAt),
            durationMinutes: 60,
          }),
        );
      expect(await isFree('2027-01-11T09:30:00Z')).toBe(true);
      expect(await isFree('2027-01-11T09:31:00Z')).toBe(false);
      expect(await isFree('2027-01-11T10:30:00Z')).toBe(false);
      expect(await isFree('2027-01-08T09:30:00Z')).toBe(false);
    });
  });

  describe('at scale', () => {
    it('take three statements, whatever the number of interviewers', async () => {
      for (let count = 0; count < 12; count += 1) await createInterviewer(application);
      const availability = application.get(AvailabilityService);
      const statements = await statementsOf(() =>
        availability.listSlots({ interviewTypeId, from: MONDAY, to: TUESDAY }),
      );
      expect(statements.length).toBeLessThanOrEqual(3);
    });

    it('find what is taken by an index, however long the history', async () => {
      const { id } = await createInterviewer(application);
      await createInterview(application, { candidateId: candidate.accountId, interviewerId: id });
      await createHistory(application, 20_000);
      const statements = await statementsOf(() =>
        application.get(AvailabilityService).listSlots({ interviewTypeId, from: MONDAY, to: TUESDAY }),
      );
      const plan = await planOf(application, statements, 'JOIN interview v');
      expect(plan).toMatch(/Index (Only )?Scan/);
      expect(plan).not.toMatch(/Seq Scan on interview/);
    });
  });
});

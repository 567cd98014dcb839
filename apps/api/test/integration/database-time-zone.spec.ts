import { routes } from '@greenroom/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApplication, type TestApplication } from '../support/application.ts';
import { holdBooking } from '../support/payments.ts';

describe('a database whose sessions speak another time zone', () => {
  let application: TestApplication;

  beforeAll(async () => {
    application = await startApplication({ stripe: true, databaseTimeZone: 'Europe/Berlin' });
  });
  afterAll(() => application.stop());

  it('holds the instants that were meant, and answers them', async () => {
    const { candidate, interview, body } = await holdBooking(application);

    expect(interview.scheduledAt).toBe(body.startsAt);
    const [row] = await application.database.client.$queryRaw<{ epoch: number }[]>`
      SELECT extract(epoch FROM scheduled_at)::float8 AS epoch FROM interview WHERE id = ${interview.id}::uuid`;
    expect(row?.epoch).toBe(Date.parse(String(body.startsAt)) / 1000);
    const again = await candidate.call(routes.getInterview, { params: { interviewId: interview.id } });
    expect(again).toEqual(interview);
  });

  it('takes a slot off the list that is asked for in UTC', async () => {
    const { candidate, body } = await holdBooking(application);
    const startsAt = String(body.startsAt);
    const { items } = await candidate.call(routes.listSlots, {
      query: {
        interviewTypeId: body.interviewTypeId,
        interviewerId: String(body.interviewerId),
        from: startsAt,
        to: new Date(Date.parse(startsAt) + 60_000).toISOString(),
      },
    });
    expect(items).toEqual([]);
  });
});

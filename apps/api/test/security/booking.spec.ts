import { randomUUID } from 'node:crypto';
import { type RouteContract, routes } from '@greenroom/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApplication, type TestApplication } from '../support/application.ts';
import { createInterview } from '../support/builders.ts';

let application: TestApplication;

beforeAll(async () => {
  application = await startApplication();
});
afterAll(() => application.stop());

const ownRoutes = [
  routes.getInterview,
  routes.getCalendar,
  routes.resumeCheckout,
  routes.releaseHold,
  routes.settleBooking,
] as const satisfies readonly RouteContract[];

describe.each(ownRoutes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s',
  (_, route) => {
    it('answers 404 to another candidate, to an administrator and for an id that nobody has', async () => {
      const owner = await application.candidate();
      const interview = await createInterview(application, { candidateId: owner.accountId, status: 'held' });
      for (const person of [await application.candidate(), await application.admin()]) {
        const refusal = await person.refused(route, { params: { interviewId: interview.id } });
        expect(refusal).toMatchObject({ status: 404, code: 'not-found' });
      }
      expect(await owner.refused(route, { params: { interviewId: randomUUID() } })).toMatchObject({
        status: 404,
      });
    });

    it('answers 401 to nobody and changes nothing', async () => {
      const owner = await application.candidate();
      const interview = await createInterview(application, { candidateId: owner.accountId, status: 'held' });
      const refusal = await application.visitor().refused(route, { params: { interviewId: interview.id } });
      expect(refusal).toMatchObject({ status: 401, code: 'unauthenticated' });
      const row = await application.database.client.interview.findUniqueOrThrow({
        where: { id: interview.id },
      });
      expect(row).toEqual(interview);
    });

    it('refuses an id that is none', async () => {
      const owner = await application.candidate();
      const refusal = await owner.refused(route, { params: { interviewId: "1' OR '1'='1" } });
      expect(refusal).toMatchObject({ status: 400, code: 'invalid-request' });
    });
  },
);

describe('a request from another site', () => {
  it('is refused although it carries the cookie', async () => {
    const owner = await application.candidate();
    const interview = await createInterview(application, { candidateId: owner.accountId, status: 'held' });
    const refusal = await owner.refused(routes.releaseHold, {
      params: { interviewId: interview.id },
      headers: { origin: 'https://evil.example' },
    });
    expect(refusal).toMatchObject({ status: 403, code: 'origin-refused' });
  });
});

import { randomUUID } from 'node:crypto';
import { type BookingInput, defaultPolicy, type Policy, routes } from '@greenroom/contracts';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApplication, type TestApplication } from '../support/application.ts';
import { createInterviewer, createInterviewType } from '../support/builders.ts';

let application: TestApplication;

beforeAll(async () => {
  application = await startApplication();
});
afterAll(() => application.stop());

it('stays what it was when the interview was booked, whatever becomes of the type', async () => {
  const agreed: Policy = { ...defaultPolicy, freeUntilHours: 48, maxReschedules: 1 };
  const type = await createInterviewType(application, { priceMinor: 0, policy: agreed });
  await createInterviewer(application);
  const candidate = await application.candidate();
  const body: BookingInput = {
    idempotencyKey: randomUUID(),
    interviewTypeId: type.id,
    interviewerId: null,
    startsAt: null,
    jobRole: 'Backend engineer',
    experienceLevel: 'mid',
    focus: 'technical',
    timeZone: 'Europe/Berlin',
    locale: 'en',
  };
  const { interview } = await candidate.call(routes.createBooking, { body });
  expect(interview.policy).toEqual(agreed);

  const admin = await application.admin();
  const { slug, name, description, durationMinutes, priceMinor, currency, active } = type;
  const changed = { slug, name, description, durationMinutes, priceMinor, currency, active };
  await admin.call(routes.updateInterviewType, {
    params: { interviewTypeId: type.id },
    body: { ...changed, policy: { ...defaultPolicy, lateCancellationFeePercent: 100 } },
  });
  const later = await candidate.call(routes.getInterview, { params: { interviewId: interview.id } });
  expect(later.policy).toEqual(agreed);
  const { items } = await application.visitor().call(routes.listInterviewTypes);
  expect(items.find(({ id }) => id === type.id)?.policy.lateCancellationFeePercent).toBe(100);
});

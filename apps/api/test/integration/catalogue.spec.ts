import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultPolicy, type InterviewerInput, type InterviewTypeInput, routes } from '@greenroom/contracts';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';
import { createInterview } from '../support/builders.ts';

const typeInput = (changes: Partial<InterviewTypeInput> = {}): InterviewTypeInput => ({
  name: 'Case interview',
  slug: 'case-interview',
  description: 'A business case, solved aloud.',
  durationMinutes: 50,
  priceMinor: 7_500,
  currency: 'EUR',
  policy: defaultPolicy,
  active: true,
  ...changes,
});

const interviewerInput = (changes: Partial<InterviewerInput> = {}): InterviewerInput => ({
  name: 'Ines Interviewer',
  email: 'ines@specialists.example',
  phone: null,
  headline: 'Talent partner',
  specialties: ['Screening', 'Product'],
  timeZone: 'Europe/Lisbon',
  locale: 'en',
  bufferMinutes: 15,
  minimumNoticeMinutes: 120,
  acceptsInstant: false,
  active: true,
  weeklyHours: [
    { weekday: 5, startMinute: 540, endMinute: 720 },
    { weekday: 1, startMinute: 540, endMinute: 1440 },
  ],
  ...changes,
});

describe('the catalogue', () => {
  let application: TestApplication;
  let admin: AccountClient;

  beforeAll(async () => {
    application = await startApplication();
    admin = await application.admin();
  });
  afterAll(() => application.stop());

  const audited = (subject: string) =>
    application.database.client.auditEntry.findMany({ where: { subject }, orderBy: { id: 'asc' } });

  describe('of interview types', () => {
    it('shows visitors the active ones, cheapest first, and administrators all', async () => {
      await admin.call(routes.createInterviewType, { body: typeInput({ slug: 'dear', priceMinor: 9_900 }) });
      await admin.call(routes.createInterviewType, { body: typeInput({ slug: 'free', priceMinor: 0 }) });
      await admin.call(routes.createInterviewType, { body: typeInput({ slug: 'gone', active: false }) });

      const shown = await application.visitor().call(routes.listInterviewTypes);
      expect(shown.items.map(({ slug }) => slug)).toEqual(['free', 'dear']);
      const all = await admin.call(routes.adminListInterviewTypes);
      expect(all.items.map(({ slug }) => slug)).toEqual(['free', 'gone', 'dear']);
    });

    it.each([
      ['a price that no payment service takes', { priceMinor: 49 }, 'body.priceMinor'],
      ['a currency that does not exist', { currency: 'ABC' }, 'body.currency'],
      ['a currency in small letters', { currency: 'eur' }, 'body.currency'],
    ])('refuses %s', async (_, mistake, path) => {
      const body = typeInput({ slug: 'refused', ...mistake });
      const refusal = await admin.refused(routes.createInterviewType, { body });
      expect(refusal).toMatchObject({ code: 'invalid-request', details: [{ path }] });
    });

    it('keeps slugs unique, also when two administrators are faster than one', async () => {
      const body = typeInput({ slug: 'unique' });
      const answers = await Promise.all([
        admin.try(routes.createInterviewType, { body }),
        admin.try(routes.createInterviewType, { body }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);

      const { id } = await admin.call(routes.createInterviewType, { body: typeInput({ slug: 'other' }) });
      const refusal = await admin.refused(routes.updateInterviewType, {
        params: { interviewTypeId: id },
        body,
      });
      expect(refusal).toMatchObject({ code: 'already-exists', details: [{ path: 'body.slug' }] });
    });

    it('changes a type without changing what was booked of it', async () => {
      const { accountId } = await application.candidate();
      const interview = await createInterview(application, { candidateId: accountId });
      const changed = await admin.call(routes.updateInterviewType, {
        params: { interviewTypeId: interview.interviewTypeId },
        body: typeInput({ slug: 'renamed', name: 'Renamed', priceMinor: 100, durationMinutes: 10 }),
      });
      expect(changed).toMatchObject({ name: 'Renamed', priceMinor: 100 });
      const kept = await application.database.client.interview.findUniqueOrThrow({
        where: { id: interview.id },
      });
      expect(kept).toEqual(interview);
    });

    it('writes down who created and changed a type', async () => {
      const { id } = await admin.call(routes.createInterviewType, { body: typeInput({ slug: 'audited' }) });
      await admin.call(routes.updateInterviewType, {
        params: { interviewTypeId: id },
        body: typeInput({ slug: 'audited', priceMinor: 100 }),
      });
      expect(await audited(`interview-type:${id}`)).toMatchObject([
        { action: 'interview-type.created', actorId: admin.accountId, details: { priceMinor: 7_500 } },
        { action: 'interview-type.updated', actorId: admin.accountId, details: { priceMinor: 100 } },
      ]);
    });

    it('knows no type of another id', async () => {
      const refusal = await admin.refused(routes.updateInterviewType, {
        params: { interviewTypeId: '01890000-0000-7000-8000-000000000000' },
        body: typeInput({ slug: 'nowhere' }),
      });
      expect(refusal.code).toBe('not-found');
    });
  });

  describe('of interviewers', () => {
    it('shows visitors the active ones by name, without their addresses', async () => {
      await admin.call(routes.createInterviewer, {
        body: interviewerInput({ name: 'Zoe', email: 'zoe@specialists.example' }),
      });
      await admin.call(routes.createInterviewer, {
        body: interviewerInput({ name: 'Abe', email: 'abe@specialists.example' }),
      });
      await admin.call(routes.createInterviewer, {
        body: interviewerInput({ name: 'Old', email: 'old@specialists.example', active: false }),
      });
      const { items } = await application.visitor().call(routes.listSpecialists);
      const names = items.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(['Abe', 'Zoe']));
      expect(names).toEqual([...names].sort());
      expect(names).not.toContain('Old');
      expect(JSON.stringify(items)).not.toContain('@');
    });

    it('keeps the whole profile, with the hours in the order of the week', async () => {
      const body = interviewerInput({ email: 'whole@specialists.example' });
      const created = await admin.call(routes.createInterviewer, { body });
      const expected = { ...body, weeklyHours: [...body.weeklyHours].reverse() };
      expect(created).toEqual({ ...expected, id: created.id });
      const { items } = await admin.call(routes.adminListInterviewers);
      expect(items.find(({ id }) => id === created.id)).toEqual(created);
    });

    it('replaces the hours as a whole', async () => {
      const { id } = await admin.call(routes.createInterviewer, {
        body: interviewerInput({ email: 'hours@specialists.example' }),
      });
      const weeklyHours = [{ weekday: 7, startMinute: 0, endMinute: 60 }];
      const changed = await admin.call(routes.updateInterviewer, {
        params: { interviewerId: id },
        body: interviewerInput({ email: 'hours@specialists.example', weeklyHours }),
      });
      expect(changed.weeklyHours).toEqual(weeklyHours);
      expect(await audited(`interviewer:${id}`)).toMatchObject([
        { action: 'interviewer.created', details: { weeklyHours: 2 } },
        { action: 'interviewer.updated', details: { weeklyHours: 1 } },
      ]);
    });

    it('takes an address once, whatever its case, and keeps the hours of a refused change', async () => {
      await admin.call(routes.createInterviewer, {
        body: interviewerInput({ email: 'taken@specialists.example' }),
      });
      const { id } = await admin.call(routes.createInterviewer, {
        body: interviewerInput({ email: 'mine@specialists.example' }),
      });
      const refusal = await admin.refused(routes.updateInterviewer, {
        params: { interviewerId: id },
        body: interviewerInput({ email: 'TAKEN@specialists.example', weeklyHours: [] }),
      });
      expect(refusal).toMatchObject({ code: 'already-exists', details: [{ path: 'body.email' }] });
      const { items } = await admin.call(routes.adminListInterviewers);
      expect(items.find((one) => one.id === id)?.weeklyHours).toHaveLength(2);
    });

    it.each([
      ['hours that overlap', { weeklyHours: [hours(1, 0, 60), hours(1, 59, 120)] }],
      ['hours that end before they start', { weeklyHours: [hours(1, 60, 30)] }],
      ['a zone that does not exist', { timeZone: 'Mars/Olympus' }],
      ['an address that is none', { email: 'nobody' }],
      ['an unknown field', { salary: 1 }],
    ])('refuses %s', async (_, change) => {
      const body = { ...interviewerInput({ email: 'refused@specialists.example' }), ...change };
      const answer = await admin.send('POST', routes.createInterviewer.path, body);
      expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid-request' } } });
    });
  });
});

function hours(weekday: number, startMinute: number, endMinute: number) {
  return { weekday, startMinute, endMinute };
}

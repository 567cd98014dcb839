import { routes } from '@greenroom/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';
import { createInterview } from '../support/builders.ts';
import { interviewerOf } from '../support/interviewer-link.ts';

let application: TestApplication;
let candidate: AccountClient;

beforeAll(async () => {
  application = await startApplication();
  candidate = await application.candidate();
});
afterAll(() => application.stop());

const interviewIn = (status: 'completed' | 'scheduled' | 'no-show') =>
  createInterview(application, { candidateId: candidate.accountId, status, startsInMinutes: -50 });

describe('a session that has taken place', () => {
  it('is rated by its candidate, who can change their mind, and the administrator reads it', async () => {
    const interview = await interviewIn('completed');
    const params = { interviewId: interview.id };
    const before = await candidate.call(routes.getInterview, { params });
    expect(before.sessionRating).toBeNull();
    await candidate.call(routes.rateSession, { params, body: { rating: 2, comment: 'The sound was bad.' } });
    const after = await candidate.call(routes.rateSession, { params, body: { rating: 4, comment: null } });
    expect(after.sessionRating).toEqual({
      rating: 4,
      comment: null,
      submittedAt: expect.stringMatching(/Z$/),
    });
    const admin = await application.admin();
    const detail = await admin.call(routes.adminGetInterview, { params });
    expect(detail.sessionRating).toMatchObject({ rating: 4 });
  });

  it('shows the interviewer nothing of what the candidate says of it', async () => {
    const interview = await interviewIn('completed');
    const params = { interviewId: interview.id };
    const interviewer = await interviewerOf(application, interview);
    await candidate.call(routes.rateSession, { params, body: { rating: 1, comment: 'Never again.' } });
    expect(JSON.stringify(await interviewer.call(routes.getAssignment, { params }))).not.toContain(
      'Never again',
    );
  });
});

describe('a session that has not taken place', () => {
  it.each(['scheduled', 'no-show'] as const)('cannot be rated: %s', async (status) => {
    const interview = await interviewIn(status);
    expect(
      await candidate.refused(routes.rateSession, {
        params: { interviewId: interview.id },
        body: { rating: 5, comment: null },
      }),
    ).toMatchObject({ code: 'state-conflict' });
  });
});

describe('a telephone number', () => {
  it('is kept without the signs that people put between its digits, and taken away again', async () => {
    const saved = await candidate.call(routes.updateMe, { body: { phone: '0044 7700 / 900-123' } });
    expect(saved.phone).toBe('+447700900123');
    await candidate.call(routes.updateMe, { body: { name: 'Casey' } });
    const { account } = await candidate.call(routes.getMe);
    expect(account?.phone).toBe('+447700900123');
    expect((await candidate.call(routes.updateMe, { body: { phone: null } })).phone).toBeNull();
  });

  it.each(['0151 23456789', '+0 123', 'call me', '+49', '+1234567890123456'])(
    'needs its country code and digits: %s',
    async (phone) => {
      const refused = await candidate.refused(routes.updateMe, { body: { phone } });
      expect(refused).toMatchObject({ code: 'invalid-request', details: [{ path: 'body.phone' }] });
    },
  );
});

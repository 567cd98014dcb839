import { routes } from '@greenroom/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';
import { createInterview } from '../support/builders.ts';
import type { Client } from '../support/client.ts';
import { interviewerOf } from '../support/interviewer-link.ts';

let application: TestApplication;
let candidate: AccountClient;
let interview: Awaited<ReturnType<typeof createInterview>>;
let interviewer: Client;

beforeAll(async () => {
  application = await startApplication();
  candidate = await application.candidate();
  interview = await createInterview(application, {
    candidateId: candidate.accountId,
    status: 'completed',
    startsInMinutes: -50,
  });
  interviewer = await interviewerOf(application, interview);
});
afterAll(() => application.stop());

const feedback = { comments: 'Well done.', rating: 5 };
const stored = () =>
  application.database.client.interview.findUniqueOrThrow({
    where: { id: interview.id },
    select: { interviewerFeedback: true, overallRating: true, feedbackAt: true },
  });
const nothing = { interviewerFeedback: null, overallRating: null, feedbackAt: null };

describe('feedback is not taken', () => {
  it('from the candidate, an administrator or somebody unknown', async () => {
    const params = { interviewId: interview.id };
    for (const person of [candidate, await application.admin(), application.visitor()]) {
      expect(await person.refused(routes.submitFeedback, { params, body: feedback })).toMatchObject({
        status: 401,
      });
    }
    expect(await stored()).toEqual(nothing);
  });

  it('from the interviewer of another interview', async () => {
    const other = await createInterview(application, {
      candidateId: candidate.accountId,
      status: 'completed',
      startsInMinutes: -50,
    });
    const stranger = await interviewerOf(application, other);
    expect(
      await stranger.refused(routes.submitFeedback, {
        params: { interviewId: interview.id },
        body: feedback,
      }),
    ).toMatchObject({ code: 'not-found' });
    expect(await stored()).toEqual(nothing);
  });

  it('from another site', async () => {
    const headers = { origin: 'https://evil.example' };
    const params = { interviewId: interview.id };
    expect(
      await interviewer.refused(routes.submitFeedback, { params, body: feedback, headers }),
    ).toMatchObject({
      code: 'origin-refused',
    });
    expect(await stored()).toEqual(nothing);
  });

  it.each([
    ['no rating', { comments: 'x' }],
    ['a rating of 0', { comments: 'x', rating: 0 }],
    ['a rating of 6', { comments: 'x', rating: 6 }],
    ['half a point', { comments: 'x', rating: 4.5 }],
    ['a rating in words', { comments: 'x', rating: '5' }],
    ['no comments', { rating: 5 }],
    ['empty comments', { comments: '   ', rating: 5 }],
    ['control characters', { comments: 'x\u0000y', rating: 5 }],
    ['comments without end', { comments: 'x'.repeat(5001), rating: 5 }],
    ['a field that is not known', { comments: 'x', rating: 5, status: 'completed' }],
    ['a list', [feedback]],
  ])('with %s', async (_, body) => {
    const { status } = await interviewer.send(
      'POST',
      `/api/interviewer/interviews/${interview.id}/feedback`,
      body,
    );
    expect(status).toBe(400);
    expect(await stored()).toEqual(nothing);
  });
});

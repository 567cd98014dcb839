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

const first = { comments: 'Clear answers.\nTry to ask more questions.', rating: 4 };

describe('feedback', () => {
  it('is seen by the candidate, and replaced when it is sent again', async () => {
    const interview = await createInterview(application, {
      candidateId: candidate.accountId,
      status: 'completed',
      startsInMinutes: -50,
    });
    const params = { interviewId: interview.id };
    const browser = await interviewerOf(application, interview);

    const assignment = await browser.call(routes.submitFeedback, { params, body: first });
    expect(assignment.feedback).toMatchObject(first);
    expect((await candidate.call(routes.getInterview, { params })).feedback).toEqual(assignment.feedback);

    await browser.call(routes.submitFeedback, {
      params,
      body: { comments: 'Even better than I thought.', rating: 5 },
    });
    expect((await candidate.call(routes.getInterview, { params })).feedback).toMatchObject({
      comments: 'Even better than I thought.',
      rating: 5,
    });
    const events = await application.database.client.outboxEvent.findMany({
      where: { interviewId: interview.id },
    });
    expect(events.map(({ type }) => type)).toEqual(['feedback.submitted', 'feedback.submitted']);
  });

  it('can be given while the interview goes on', async () => {
    const interview = await createInterview(application, {
      candidateId: candidate.accountId,
      status: 'in-progress',
      startsInMinutes: -20,
    });
    const browser = await interviewerOf(application, interview);
    const assignment = await browser.call(routes.submitFeedback, {
      params: { interviewId: interview.id },
      body: first,
    });
    expect(assignment).toMatchObject({ status: 'in-progress', feedback: first });
  });

  it.each(['scheduled', 'cancelled', 'no-show'] as const)(
    'is refused for an interview that is %s',
    async (status) => {
      const interview = await createInterview(application, {
        candidateId: candidate.accountId,
        status,
        startsInMinutes: -20,
      });
      const browser = await interviewerOf(application, interview);
      const params = { interviewId: interview.id };
      expect(await browser.refused(routes.submitFeedback, { params, body: first })).toMatchObject({
        code: 'state-conflict',
      });
      expect(
        await application.database.client.interview.findUnique({ where: { id: interview.id } }),
      ).toMatchObject({
        interviewerFeedback: null,
        overallRating: null,
        feedbackAt: null,
      });
    },
  );
});

import { routes } from '@greenroom/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';
import { createInterview, type InterviewWish } from '../support/builders.ts';

let application: TestApplication;

beforeAll(async () => {
  application = await startApplication();
});
afterAll(() => application.stop());

const listed = async (candidate: AccountClient, scope: 'upcoming' | 'previous') => {
  const { items } = await candidate.call(routes.listInterviews, { query: { scope } });
  return items.map(({ id }) => id);
};

/** An interview of somebody of its own, with a payment that is in a status. */
async function anInterview(wish: Omit<InterviewWish, 'candidateId'>, paymentStatus?: string) {
  const candidate = await application.candidate();
  const { id } = await createInterview(application, { ...wish, candidateId: candidate.accountId });
  if (paymentStatus !== undefined) {
    await application.database.client.payment.create({
      data: { interviewId: id, provider: 'stripe', amountMinor: 1, currency: 'EUR', status: paymentStatus },
    });
  }
  return { candidate, id };
}

describe("a candidate's lists", () => {
  it.each(['held', 'scheduled', 'in-progress'] as const)('show what is %s as upcoming', async (status) => {
    const { candidate, id } = await anInterview({ status });
    expect(await listed(candidate, 'upcoming')).toEqual([id]);
    expect(await listed(candidate, 'previous')).toEqual([]);
  });

  it.each([
    ['completed', { status: 'completed' }, 'settled'],
    ['a no-show', { status: 'no-show' }, 'settled'],
    [
      'cancelled after it was booked',
      { status: 'cancelled', changes: { roomName: 'a'.repeat(32) } },
      undefined,
    ],
    ['given up and paid all the same', { status: 'cancelled' }, 'refunded'],
    ['paid too late and given back', { status: 'expired' }, 'refunded'],
    ['paid too late and about to be given back', { status: 'expired' }, 'settled'],
  ] as const)('show what is %s as previous', async (_, wish, paymentStatus) => {
    const { candidate, id } = await anInterview(wish, paymentStatus);
    expect(await listed(candidate, 'previous')).toEqual([id]);
    expect(await listed(candidate, 'upcoming')).toEqual([]);
  });

  it.each([
    ['given up', { status: 'cancelled' }, 'failed'],
    ['lapsed', { status: 'expired' }, 'failed'],
    ['lapsed, and not swept yet', { status: 'held', changes: { holdExpiresAt: new Date(0) } }, 'pending'],
  ] as const)('show nothing of a slot that was kept, unpaid, and %s', async (_, wish, paymentStatus) => {
    const { candidate } = await anInterview(wish, paymentStatus);
    expect(await listed(candidate, 'previous')).toEqual([]);
    expect(await listed(candidate, 'upcoming')).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { interviewStatuses } from '@greenroom/contracts';
import { liveStatuses } from '@greenroom/domain';
import { isOverlap } from '../../src/platform/database/database-errors.ts';
import { startApplication, type TestApplication } from '../support/application.ts';
import { createInterview, createInterviewer } from '../support/builders.ts';

describe('what the database itself refuses', () => {
  let application: TestApplication;
  let candidateId: string;

  beforeAll(async () => {
    application = await startApplication();
    candidateId = (await application.candidate()).accountId;
  });
  afterAll(() => application.stop());

  /** The words in quotes of a constraint: the statuses that it names. */
  const statusesOf = async (constraint: string) => {
    const [row] = await application.database.client.$queryRaw<{ definition: string }[]>`
      SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = ${constraint}`;
    return [...(row?.definition ?? '').matchAll(/'([a-z-]+)'::text/g)].map(([, status]) => status).sort();
  };

  it('names the same statuses as the contract and the rules', async () => {
    expect(await statusesOf('interview_status_known')).toEqual([...interviewStatuses].sort());
    expect(await statusesOf('interview_no_overlap')).toEqual([...liveStatuses].sort());
  });

  it('keeps two live interviews of one interviewer apart, whatever their statuses', async () => {
    for (const first of liveStatuses) {
      for (const second of liveStatuses) {
        const { id: interviewerId } = await createInterviewer(application);
        await createInterview(application, { candidateId, interviewerId, status: first });
        const refusal = await createInterview(application, {
          candidateId,
          interviewerId,
          status: second,
          startsInMinutes: 30,
        }).catch((failure: unknown) => failure);
        expect(isOverlap(refusal)).toBe(true);
      }
    }
  });

  it('keeps history and ledger: neither is changed or deleted, nor is what they belong to', async () => {
    const { client } = application.database;
    const { id: interviewId } = await createInterview(application, { candidateId, status: 'cancelled' });
    const at = application.clock.now();
    await client.interviewTransition.create({
      data: { interviewId, toStatus: 'held', actor: 'candidate', cause: 'booked', at },
    });
    const { id: paymentId } = await client.payment.create({
      data: { interviewId, provider: 'stripe', amountMinor: 1, currency: 'EUR', status: 'settled' },
    });
    const entry = {
      paymentId,
      amountMinor: 1,
      currency: 'EUR',
      reason: 'booking',
      providerReference: 'pi',
      at,
    };
    await client.paymentLedgerEntry.create({ data: { ...entry, kind: 'charge' } });

    await expect(client.interviewTransition.updateMany({ data: { reason: 'x' } })).rejects.toThrow();
    await expect(client.interviewTransition.deleteMany()).rejects.toThrow();
    await expect(client.paymentLedgerEntry.updateMany({ data: { amountMinor: 2 } })).rejects.toThrow();
    await expect(client.paymentLedgerEntry.deleteMany()).rejects.toThrow();
    await expect(client.interview.delete({ where: { id: interviewId } })).rejects.toThrow();
    await expect(
      client.paymentLedgerEntry.create({ data: { ...entry, kind: 'gift', providerReference: 'other' } }),
    ).rejects.toThrow();
  });

  it('says who stayed away of nothing but a no-show', async () => {
    const absent = { candidateId, changes: { absent: 'both' } };
    await expect(createInterview(application, { ...absent, status: 'completed' })).rejects.toThrow();
    await expect(createInterview(application, { ...absent, status: 'no-show' })).resolves.toMatchObject({
      absent: 'both',
    });
  });

  it('lets one begin where another ends, and takes over the time of one that is over', async () => {
    const { id: interviewerId } = await createInterviewer(application);
    const start = { candidateId, interviewerId };
    const now = application.clock.now();
    const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
    const between = (from: number, to: number) => ({
      ...start,
      changes: { scheduledAt: after(from), endsAt: after(to) },
    });
    await createInterview(application, between(0, 45));
    await createInterview(application, between(45, 90));
    await createInterview(application, { ...between(90, 120), status: 'cancelled' });
    await expect(createInterview(application, between(90, 120))).resolves.toMatchObject({ interviewerId });
  });
});

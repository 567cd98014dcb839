import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MessagePlanning, type MessageWish } from '../../src/notifications/message-planning.ts';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';
import { createInterview } from '../support/builders.ts';

let application: TestApplication;
let candidate: AccountClient;

beforeAll(async () => {
  application = await startApplication();
  candidate = await application.candidate('Casey Winter');
});
afterAll(() => application.stop());

const planned = (wish: MessageWish) =>
  application.database.transaction((tx) => application.get(MessagePlanning).plan(tx, wish));

async function wishFor(changes: Partial<MessageWish> = {}): Promise<MessageWish> {
  const interview = await createInterview(application, { candidateId: candidate.accountId });
  return {
    interviewId: interview.id,
    template: 'reminder',
    recipient: { role: 'candidate' },
    channel: 'email',
    dedupeKey: randomUUID(),
    scheduleVersion: 0,
    ...changes,
  };
}

const messagesOf = (interviewId: string) =>
  application.database.client.message.findMany({ where: { interviewId }, orderBy: { id: 'asc' } });

describe('planning a message', () => {
  it('writes it once for one reason, whoever asks again', async () => {
    const wish = await wishFor();
    const first = await planned(wish);
    expect(first).toMatchObject({ planned: true });
    expect(await planned(wish)).toEqual({ ...first, planned: false, work: [] });
    expect(await messagesOf(wish.interviewId)).toMatchObject([
      {
        template: 'reminder',
        channel: 'email',
        recipientRole: 'candidate',
        recipient: candidate.email,
        status: 'queued',
      },
    ]);
  });

  it('leaves nothing behind when what it follows from fails', async () => {
    const wish = await wishFor();
    const failing = application.database.transaction(async (tx) => {
      await application.get(MessagePlanning).plan(tx, wish);
      throw new Error('The rest failed');
    });
    await expect(failing).rejects.toThrow('The rest failed');
    expect(await messagesOf(wish.interviewId)).toEqual([]);
  });

  it('readies the link that the interviewer will get', async () => {
    const wish = await wishFor({ template: 'invitation', recipient: { role: 'interviewer' } });
    await planned(wish);
    const links = await application.database.client.accessLink.findMany({
      where: { interviewId: wish.interviewId },
    });
    expect(links).toMatchObject([{ purpose: 'invitation', version: 1, revokedAt: null }]);
  });

  it('goes to an address that belongs to nobody', async () => {
    const wish = await wishFor({
      template: 'admin-notice',
      recipient: { address: 'desk@example.com' },
    });
    await planned(wish);
    expect(await messagesOf(wish.interviewId)).toMatchObject([
      { recipientRole: 'address', recipientId: null, recipient: 'desk@example.com' },
    ]);
  });

  it('goes to every administrator, each once', async () => {
    const wish = await wishFor({ template: 'admin-notice', recipient: { role: 'admin' } });
    expect(await planned(wish)).toEqual({ skipped: 'no-admin' });
    const admins = [await application.admin(), await application.admin()];
    await planned(wish);
    await planned(wish);
    const messages = await messagesOf(wish.interviewId);
    expect(messages.map(({ recipientRole, recipient }) => [recipientRole, recipient]).sort()).toEqual(
      admins.map(({ email }) => ['admin', email]).sort(),
    );
    expect(messages.map(({ recipientId }) => recipientId).sort()).toEqual(
      admins.map(({ accountId }) => accountId).sort(),
    );
  });

  it('says why nobody is written to', async () => {
    const forSomebodyElse = await wishFor({ template: 'invitation', recipient: { role: 'candidate' } });
    expect(await planned(forSomebodyElse)).toEqual({ skipped: 'no-words-for-recipient' });
    expect(await messagesOf(forSomebodyElse.interviewId)).toEqual([]);
  });
});

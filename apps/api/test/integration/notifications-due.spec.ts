import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MessagesRepository } from '../../src/notifications/messages.repository.ts';
import { startApplication, type TestApplication } from '../support/application.ts';
import { createInterview } from '../support/builders.ts';
import { planOf, statementsOf } from '../support/statements.ts';

let application: TestApplication;

beforeAll(async () => {
  application = await startApplication();
});
afterAll(() => application.stop());

describe('looking for due messages', () => {
  it('reads the small index of what still waits, however many were sent', async () => {
    const { accountId } = await application.candidate();
    const interview = await createInterview(application, { candidateId: accountId });
    const now = application.clock.now();
    const row = (status: string, index: number) => ({
      interviewId: interview.id,
      dedupeKey: `${status}:${index}:${randomUUID()}`,
      template: 'confirmation',
      recipientRole: 'candidate',
      recipient: 'casey@example.com',
      scheduleVersion: 0,
      status,
      nextAttemptAt: status === 'queued' ? now : null,
    });
    await application.database.client.message.createMany({
      data: [...Array.from({ length: 5_000 }, (_, index) => row('sent', index)), row('queued', 0)],
    });
    await application.database.client.$executeRaw`ANALYZE message`;

    const repository = application.get(MessagesRepository, { strict: false });
    const statements = await statementsOf(async () => {
      expect(await repository.due(now, 200)).toHaveLength(1);
    });
    expect(await planOf(application, statements, '"message"')).toContain('message_due');
  });
});

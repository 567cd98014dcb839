import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '../../src/audit/audit-log.ts';
import { startApplication, type TestApplication } from '../support/application.ts';

describe('the audit log', () => {
  let application: TestApplication;

  beforeAll(async () => {
    application = await startApplication();
    await application.database.transaction((tx) => application.get(AuditLog).record(tx, deed));
  });
  afterAll(() => application.stop());

  const deed = { actorId: 'somebody', action: 'branding.updated', subject: 'branding:portal' } as const;
  const entries = () => application.database.client.auditEntry.findMany();

  it('keeps who did what to what, and when', async () => {
    expect(await entries()).toMatchObject([{ ...deed, details: {}, at: expect.any(Date) }]);
  });

  it('cannot be changed or emptied, not even by the application itself', async () => {
    const { auditEntry } = application.database.client;
    await expect(auditEntry.updateMany({ data: { actorId: 'somebody else' } })).rejects.toThrow();
    await expect(auditEntry.deleteMany()).rejects.toThrow();
    expect(await entries()).toMatchObject([deed]);
  });

  it('forgets a deed that did not happen', async () => {
    const failed = application.database.transaction(async (tx) => {
      await application.get(AuditLog).record(tx, deed);
      throw new Error('the deed failed');
    });
    await expect(failed).rejects.toThrow('the deed failed');
    expect(await entries()).toHaveLength(1);
  });
});

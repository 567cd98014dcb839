import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routes } from '@greenroom/contracts';
import { AdministratorGrant } from '../../src/accounts/administrator-grant.ts';
import { Authentication } from '../../src/accounts/authentication.ts';
import { AuditLog } from '../../src/audit/audit-log.ts';
import { startApplication, type TestApplication } from '../support/application.ts';

describe('an operator', () => {
  let application: TestApplication;

  beforeAll(async () => {
    application = await startApplication();
  });
  afterAll(() => application.stop());

  const grant = (email: string) =>
    new AdministratorGrant(
      application.database,
      application.get(Authentication),
      application.get(AuditLog),
    ).grant(email);

  const auditOf = (accountId: string) =>
    application.database.client.auditEntry.findMany({ where: { subject: `account:${accountId}` } });

  it('makes somebody with an account an administrator, who goes on in the same session', async () => {
    const person = await application.candidate();
    expect((await person.try(routes.adminListInterviewers)).status).toBe(403);

    expect(await grant(person.email.toUpperCase())).toEqual({ kind: 'granted' });

    expect((await person.try(routes.adminListInterviewers)).status).toBe(200);
    expect(await auditOf(person.accountId)).toMatchObject([
      { actorId: 'operator', action: 'account.made-administrator' },
    ]);
  });

  it('changes nothing for who is one already', async () => {
    const person = await application.admin();
    expect(await grant(person.email)).toEqual({ kind: 'already-administrator' });
    expect(await auditOf(person.accountId)).toEqual([]);
  });

  it('makes an account for who has none, with a password that opens it', async () => {
    const email = `${randomUUID()}@example.com`;
    const result = await grant(email);
    if (result.kind !== 'created') throw new Error(result.kind);

    const client = application.visitor();
    const { password } = result;
    const signedIn = await client.send('POST', '/api/auth/sign-in/email', { email, password });
    expect(signedIn.status).toBe(200);
    const { account } = await client.call(routes.getMe);
    expect(account).toMatchObject({ email, role: 'admin' });
    expect(await auditOf(account?.id ?? '')).toHaveLength(1);
    expect((await grant(email)).kind).toBe('already-administrator');
  });
});

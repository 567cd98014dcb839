import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routes } from '@greenroom/contracts';
import { Authentication } from '../../src/accounts/authentication.ts';
import { DemoData } from '../../src/demo/demo-data.ts';
import { startApplication, type TestApplication } from '../support/application.ts';

const admin = {
  email: 'admin@greenroom.example',
  name: 'Alex Morgan',
  role: 'admin',
  password: 'first password',
} as const;

describe('the demo data', () => {
  let application: TestApplication;

  beforeAll(async () => {
    application = await startApplication();
    await seed(admin.password);
  });
  afterAll(() => application.stop());

  const seed = (password: string) =>
    new DemoData(application.database, application.get(Authentication)).write([{ ...admin, password }]);

  const signIn = async (password: string) => {
    const client = application.visitor();
    const credentials = { email: admin.email, password };
    const { status } = await client.send('POST', '/api/auth/sign-in/email', credentials);
    return { client, status };
  };

  it('lets an administrator sign in', async () => {
    const { client, status } = await signIn(admin.password);
    expect(status).toBe(200);
    expect((await client.call(routes.getMe)).account).toMatchObject({ email: admin.email, role: 'admin' });
    expect((await client.call(routes.adminListInterviewers)).items).toHaveLength(5);
  });

  it('has somebody who is free now, and something that is free of charge', async () => {
    const { items } = await application.visitor().call(routes.listInterviewTypes);
    expect(items).toHaveLength(4);
    expect(items.map(({ priceMinor }) => priceMinor)).toContain(0);
    for (const { id } of items) {
      const now = application.clock.now().toISOString();
      const answer = await application
        .visitor()
        .call(routes.listSlots, { query: { interviewTypeId: id, from: now, to: now } });
      expect(answer.availableNow).toBe(true);
    }
  });

  it('keeps what an administrator changed when it is written again, and takes a new password over', async () => {
    const { client } = await signIn(admin.password);
    const branding = { name: 'Ours', brandColor: '#112233', logo: null, supportEmail: null };
    await client.call(routes.updateBranding, { body: branding });
    const before = await client.call(routes.adminListInterviewers);

    await seed('second password');

    expect(await client.call(routes.adminListInterviewers)).toEqual(before);
    expect(await application.database.client.branding.findMany()).toMatchObject([branding]);
    expect((await signIn(admin.password)).status).toBe(401);
    expect((await signIn('second password')).status).toBe(200);
  });
});

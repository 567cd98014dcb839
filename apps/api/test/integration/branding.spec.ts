import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type BrandingInput, routes } from '@greenroom/contracts';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';

const acme: BrandingInput = {
  name: 'Acme Talent',
  brandColor: '#123ABC',
  logo: 'data:image/png;base64,iVBORw0KGgo=',
  supportEmail: 'help@acme.example',
};

describe('branding', () => {
  let application: TestApplication;
  let admin: AccountClient;

  beforeAll(async () => {
    application = await startApplication();
    admin = await application.admin();
  });
  afterAll(() => application.stop());

  it('has a name and a colour before anybody has chosen them', async () => {
    expect(await application.visitor().call(routes.getBranding)).toEqual({
      name: 'Greenroom',
      brandColor: '#0E7A5F',
      logo: null,
      supportEmail: null,
    });
  });

  it('is shown to everybody as soon as it was changed', async () => {
    expect(await admin.call(routes.updateBranding, { body: acme })).toEqual(acme);
    expect(await application.visitor().call(routes.getBranding)).toEqual(acme);
  });

  it('reaches other processes within seconds', async () => {
    await application.visitor().call(routes.getBranding);
    await application.database.client.branding.update({ where: { id: 1 }, data: { name: 'Elsewhere' } });
    application.clock.advance(6);
    expect(await application.visitor().call(routes.getBranding)).toMatchObject({ name: 'Elsewhere' });
  });

  it('is written down with its change, without the picture', async () => {
    const entries = await application.database.client.auditEntry.findMany({
      where: { action: 'branding.updated' },
    });
    expect(entries).toMatchObject([
      {
        actorId: admin.accountId,
        subject: 'branding:portal',
        details: { name: 'Acme Talent', brandColor: '#123ABC', hasLogo: true },
      },
    ]);
    expect(JSON.stringify(entries.map(({ details }) => details))).not.toContain('base64');
  });

  it.each([
    ['a colour that is a style', { brandColor: 'red;}body{display:none' }],
    ['a picture that is a page', { logo: 'data:text/html;base64,PHNjcmlwdD4=' }],
    ['a picture of another site', { logo: 'https://elsewhere.example/logo.png' }],
    ['an empty name', { name: '  ' }],
    ['a name with a line break', { name: 'Acme\nBcc: everybody@example.com' }],
  ])('refuses %s', async (_, change) => {
    const answer = await admin.send('PUT', routes.updateBranding.path, { ...acme, ...change });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid-request' } } });
  });
});

import { afterEach, describe, expect, it } from '@jest/globals';
import { assertConfigured, apiSettings, chooseStandIns } from './plan.ts';
import { parsePort, portalPort } from './settings.ts';

const given = process.env.PORT;

afterEach(() => {
  if (given === undefined) delete process.env.PORT;
  else process.env.PORT = given;
});

describe('the port of the portal', () => {
  it('is 3000 when nothing says otherwise, or only an empty setting does', () => {
    process.env.PORT = '';
    expect(portalPort()).toBe(3000);
  });

  it('is the one that was set', () => {
    process.env.PORT = '8080';
    expect(portalPort()).toBe(8080);
  });

  it.each(['abc', '0', '-1', '80.5', '65536', '1e3', ' 80'])(
    'is refused when it is "%s", by its name',
    (text) => {
      process.env.PORT = text;
      expect(portalPort).toThrow(`PORT is "${text}", which is no port.`);
    },
  );

  it('is read for other options too', () => {
    expect(() => parsePort('abc', '--port')).toThrow('--port is "abc"');
  });
});

describe("a database of the person's own", () => {
  const DATABASE_URL = 'postgresql://db/greenroom';
  const mail = { SMTP_URL: 'smtp://mail', MAIL_FROM: 'Greenroom <hello@example.com>' };
  const stripe = { STRIPE_SECRET_KEY: 'sk_live_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' };

  it('is never beside the local mailbox and the local Stripe', () => {
    expect(chooseStandIns({ DATABASE_URL })).toMatchObject({ mail: false, sms: false, stripe: false });
    expect(chooseStandIns({})).toMatchObject({ mail: true, sms: true, stripe: true });
  });

  it('is refused with the names of all settings that are missing', () => {
    expect(() => assertConfigured({ DATABASE_URL })).toThrow(
      'SMTP_URL (or EMAIL_USER and EMAIL_PASS for Gmail), MAIL_FROM, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET.',
    );
    expect(() => assertConfigured({ DATABASE_URL, ...mail, STRIPE_SECRET_KEY: 'sk_live_1' })).toThrow(
      ': STRIPE_WEBHOOK_SECRET.',
    );
  });

  it('is taken when they are set; without one nothing is needed', () => {
    const gmail = { EMAIL_USER: 'someone@gmail.com', EMAIL_PASS: 'abcd' };
    for (const settings of [{}, { DATABASE_URL, ...mail, ...stripe }, { DATABASE_URL, ...gmail, ...stripe }])
      expect(() => {
        assertConfigured(settings);
      }).not.toThrow();
  });

  it('has no made-up mail or payment settings', () => {
    const ports = { portal: 1, postgres: 2, api: 3, worker: 8, smtp: 4, mail: 5, stripe: 6, signalling: 7 };
    const secrets = {
      authSecret: 'a',
      linkSecret: 'b',
      jitsiAppSecret: 'c',
      conferenceSecret: 'd',
      stripeSecretKey: 'e',
      stripeWebhookSecret: 'f',
      demoAdminPassword: 'g',
      demoCandidatePassword: 'h',
    };
    const settings = apiSettings({ DATABASE_URL }, ports, secrets, DATABASE_URL);
    expect(settings.EMBEDDED).toBe('false');
    expect(Object.keys(settings).filter((name) => /SMTP|MAIL|STRIPE|TWILIO|SMS/.test(name))).toEqual([]);
  });
});

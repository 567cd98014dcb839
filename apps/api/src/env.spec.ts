import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { parseEnvironment } from './env.ts';

const secret = () => randomBytes(32).toString('hex');

/** Everything that has no default. */
const complete: Readonly<Record<string, string>> = {
  PUBLIC_URL: 'https://interviews.example.com',
  DATABASE_URL: 'postgresql://greenroom:pw-in-url@db:5432/greenroom',
  AUTH_SECRET: secret(),
  LINK_SECRET: secret(),
  SMTP_URL: 'smtp://mailer:pw-in-url@mail:587',
  MAIL_FROM: 'Greenroom <hello@example.com>',
  STRIPE_SECRET_KEY: 'sk_live_1234567890',
  STRIPE_WEBHOOK_SECRET: 'whsec_1234567890',
  JITSI_APP_ID: 'greenroom',
  JITSI_APP_SECRET: secret(),
  JITSI_DOMAIN: 'meet.example.com',
  JITSI_WEBSOCKET_URL: 'wss://meet.example.com/xmpp-websocket',
  CONFERENCE_SECRET: secret(),
};
const secrets = ['AUTH_SECRET', 'LINK_SECRET', 'JITSI_APP_SECRET', 'CONFERENCE_SECRET'];

/** Why a start with these settings is refused. */
function refusal(changes: Readonly<Record<string, string | undefined>>): string {
  try {
    parseEnvironment({ ...complete, ...changes });
  } catch (failure) {
    return String(failure);
  }
  throw new Error('These settings were taken');
}

describe('settings', () => {
  it('that are complete are taken, with the defaults of the rest', () => {
    expect(parseEnvironment(complete)).toMatchObject({
      ...complete,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: 3001,
      TRUSTED_PROXIES: 1,
      EMBEDDED: false,
      LOG_LEVEL: 'info',
      JITSI_PEER_TO_PEER: false,
    });
  });

  it.each(Object.keys(complete))('stop the start when %s is not set, or empty', (name) => {
    for (const value of [undefined, '']) {
      const text = refusal({ [name]: value });
      expect(text).toContain(`\n  ${name} is`);
      expect(text.split('\n  ')).toHaveLength(2);
    }
  });

  it('are all named at once when nothing is set', () => {
    const nothing = Object.fromEntries(Object.keys(complete).map((name) => [name, undefined]));
    for (const name of Object.keys(complete)) expect(refusal(nothing)).toContain(`\n  ${name} is`);
  });

  it.each([
    ['PUBLIC_URL', 'https://interviews.example.com/'],
    ['PUBLIC_URL', 'https://interviews.example.com/portal'],
    ['PUBLIC_URL', 'interviews.example.com'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['DATABASE_URL', 'mysql://user:hidden-value@db/greenroom'],
    ['REDIS_URL', 'http://hidden-value'],
    ['SMTP_URL', 'https://hidden-value'],
    ['PORT', 'hidden-value'],
    ['PORT', '70000'],
    ['NODE_ENV', 'hidden-value'],
    ['LOG_LEVEL', 'hidden-value'],
    ['TRUSTED_PROXIES', '-1'],
    ['EMBEDDED', '1'],
    ['JITSI_PEER_TO_PEER', 'yes'],
    ['JITSI_APP_ID', '*'],
    ['JITSI_DOMAIN', 'https://hidden-value'],
    ['JITSI_WEBSOCKET_URL', 'https://hidden-value'],
    ['JITSI_SHARDS', 'hidden-value'],
    ['JITSI_SHARDS', 'A=http://hidden-value'],
    ['JITSI_SHARDS', '=http://hidden-value'],
    ['JITSI_SHARDS', 'a-name-of-17-sign=http://hidden-value'],
    ['JITSI_SHARDS', 'a=http://hidden-value,'],
    ['JITSI_SHARDS', 'a=ftp://hidden-value'],
    ['JITSI_SHARDS', 'a='],
    ['JITSI_SHARDS', 'a=http://hidden-value,a=http://b'],
    ['STRIPE_API_URL', 'hidden-value'],
    ['STRIPE_SECRET_KEY', 'short'],
    ['SWEEP_INTERVAL_MS', '0'],
  ])('stop the start when %s is %s, and it is named', (name, value) => {
    expect(refusal({ [name]: value })).toContain(`\n  ${name} `);
  });

  it.each(secrets)('stop the start when %s is an example or too short', (name) => {
    for (const value of [
      'changeme-changeme-changeme-changeme',
      'change-me'.repeat(4),
      'my-super-SECRET-value-of-forty-characters',
      'this is only an Example of a long value',
      'password'.repeat(5),
      'abc123',
    ]) {
      expect(refusal({ [name]: value })).toMatch(new RegExp(`\n  ${name} .*openssl rand -hex 32`));
    }
  });

  it.each([
    [
      'STRIPE_SECRET_KEY',
      ['sk_test_...', 'sk_live_your-key-goes-here', 'sk_test_changeme', '4242424242424242'],
    ],
    ['STRIPE_WEBHOOK_SECRET', ['whsec_...', 'whsec_your_secret', 'whsec_example1', 'sk_live_1234567890']],
  ])('stop the start when %s is no key of Stripe, or an example of one', (name, values) => {
    for (const value of values) expect(refusal({ [name]: value })).toContain(`\n  ${name} `);
  });

  it('are never printed', () => {
    const values = Object.fromEntries(Object.keys(complete).map((name) => [name, `hidden-value-${name}!`]));
    for (const [name, value] of Object.entries({
      ...values,
      PORT: 'hidden-value',
      EMBEDDED: 'hidden-value',
    })) {
      expect(refusal({ [name]: value, LOG_LEVEL: 'hidden-value' })).not.toContain('hidden-value');
    }
  });
});

describe('the shards of Jitsi', () => {
  const JITSI_SHARDS = 'a=http://prosody.a:5280/greenroom/, b-2=https://prosody.b/?x=1';

  it('are names with addresses, in their order', () => {
    expect(parseEnvironment({ ...complete, JITSI_SHARDS }).JITSI_SHARDS).toEqual([
      { name: 'a', controlUrl: 'http://prosody.a:5280/greenroom' },
      { name: 'b-2', controlUrl: 'https://prosody.b/?x=1' },
    ]);
  });

  it('take the place of the address of a server alone', () => {
    const both = { JITSI_SHARDS, CONFERENCE_CONTROL_URL: 'http://prosody:5280/greenroom' };
    expect(refusal(both)).toContain('JITSI_SHARDS takes the place of CONFERENCE_CONTROL_URL');
  });

  it('each have a name of their own, that can stand in a path', () => {
    expect(refusal({ JITSI_SHARDS: 'a=http://x,a=http://y' })).toContain('must name each shard once');
    expect(refusal({ JITSI_SHARDS: 'a/b=http://x' })).toContain('names are 1 to 16 of a-z');
    expect(refusal({ JITSI_SHARDS: 'a=nowhere' })).toContain('an http or https address for each shard');
  });
});

describe('the TURN server', () => {
  const turn = {
    TURN_SECRET: secret(),
    TURN_URLS: 'turn:turn.example.com:3478?transport=udp, turns:turn.example.com:443?transport=tcp',
  };

  it('has a secret and addresses, or is left out', () => {
    expect(parseEnvironment({ ...complete, ...turn }).TURN_URLS).toEqual([
      'turn:turn.example.com:3478?transport=udp',
      'turns:turn.example.com:443?transport=tcp',
    ]);
    expect(parseEnvironment(complete).TURN_URLS).toBeUndefined();
    for (const name of Object.keys(turn)) {
      expect(refusal({ ...turn, [name]: undefined })).toContain(
        'TURN_SECRET and TURN_URLS are needed together',
      );
    }
  });

  it.each([
    'stun:turn.example.com',
    'https://turn.example.com',
    'turn:turn.example.com?transport=tls',
    'turn:a,',
  ])('is not at %s', (value) => {
    expect(refusal({ ...turn, TURN_URLS: value })).toContain('\n  TURN_URLS must be');
  });

  it('has no example for a secret', () => {
    expect(refusal({ ...turn, TURN_SECRET: 'change-me'.repeat(4) })).toContain(
      '\n  TURN_SECRET is an example',
    );
  });
});

describe('sending mail', () => {
  const gmail = { SMTP_URL: undefined, EMAIL_USER: 'someone@gmail.com', EMAIL_PASS: 'abcd efgh ijkl mnop' };

  it('works through Gmail with two settings alone', () => {
    expect(parseEnvironment({ ...complete, ...gmail, MAIL_FROM: undefined })).toMatchObject({
      EMAIL_USER: 'someone@gmail.com',
    });
  });

  it('needs both of them', () => {
    expect(refusal({ ...gmail, EMAIL_PASS: undefined })).toContain('SMTP_URL is needed');
    expect(refusal({ ...gmail, EMAIL_USER: undefined })).toContain('SMTP_URL is needed');
  });
});

it('lets webhooks call this machine in the embedded mode alone', () => {
  expect(parseEnvironment(complete).WEBHOOK_LOOPBACK).toBe(false);
  expect(parseEnvironment({ ...complete, EMBEDDED: 'true', WEBHOOK_LOOPBACK: 'true' }).WEBHOOK_LOOPBACK).toBe(
    true,
  );
  expect(refusal({ WEBHOOK_LOOPBACK: 'true' })).toContain('WEBHOOK_LOOPBACK is only for the embedded mode');
});

it('is embedded only when told so in full', () => {
  expect(parseEnvironment({ ...complete, EMBEDDED: 'true' }).EMBEDDED).toBe(true);
  expect(parseEnvironment({ ...complete, EMBEDDED: 'false' }).EMBEDDED).toBe(false);
});

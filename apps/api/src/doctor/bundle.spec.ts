import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { writeBundle } from './bundle.ts';
import { makeReport } from './report.ts';

const SECRETS = {
  AUTH_SECRET: 'auth-value-0123456789-abcdefghijk',
  LINK_SECRET: 'link-value-0123456789-abcdefghijk',
  CONFERENCE_SECRET: 'conference-value-0123456789-abcd',
  JITSI_APP_SECRET: 'jitsi-value-0123456789-abcdefghi',
  TURN_SECRET: 'turn-value-0123456789-abcdefghijk',
  STRIPE_SECRET_KEY: 'sk_live_0123456789abcdef',
  STRIPE_WEBHOOK_SECRET: 'whsec_0123456789abcdef',
  TWILIO_AUTH_TOKEN: 'twilio-0123456789abcdef',
  EMAIL_PASS: 'abcd efgh ijkl mnop',
  DEMO_ADMIN_PASSWORD: 'demo-admin-pass',
};
const PASSWORDS = ['da7a&base', 'r3dis', 'm@il/word'];
const SETTINGS = {
  ...SECRETS,
  PUBLIC_URL: 'https://interviews.company.com',
  DATABASE_URL: `postgresql://owner:${encodeURIComponent('da7a&base')}@db.company.com:5432/greenroom?sslpassword=querysecret`,
  REDIS_URL: 'redis://:r3dis@cache.company.com:6379',
  SMTP_URL: `smtps://robot:${encodeURIComponent('m@il/word')}@mail.company.com`,
  MAIL_FROM: 'Someone <someone@company.com>',
  NEW_SETTING: 'of which nobody knows what it is',
};

describe('a support bundle', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'greenroom-bundle-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** The archive of a report in which servers repeat every secret. */
  const written = (): Buffer => {
    const forms = [...Object.values(SECRETS), ...PASSWORDS].flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
    ]);
    const seen = `Refused: ${forms.join(' ')} querysecret`;
    const report = makeReport(new Date('2026-11-25T06:00:00Z'), [
      { name: 'mail-login', title: 'Mail', status: 'problem', findings: [{ status: 'problem', seen }] },
    ]);
    writeBundle(path.join(folder, 'bundle.tar.gz'), report, SETTINGS);
    return readFileSync(path.join(folder, 'bundle.tar.gz'));
  };

  it('holds no secret, in no form, whatever the servers repeat', () => {
    const text = gunzipSync(written()).toString();
    const forms = [...Object.values(SECRETS), ...PASSWORDS, 'querysecret'].flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
    ]);
    expect(forms.filter((form) => text.includes(form))).toEqual([]);
    for (const hidden of ['owner', 'robot', 'someone@company.com', 'of which nobody knows'])
      expect(text).not.toContain(hidden);
    expect(text).toContain('"DATABASE_URL": "postgresql://db.company.com:5432/greenroom"');
    expect(text).toContain('"AUTH_SECRET": "set"');
    expect(text).toContain('"TURN_URLS": "not set"');
  });

  it('is a tar archive for its owner alone', () => {
    const blocks = gunzipSync(written());
    expect(blocks.length % 512).toBe(0);
    expect(blocks.toString('latin1', 0, 10)).toBe('report.txt');
    expect(blocks.toString('latin1', 257, 262)).toBe('ustar');
    const sum = blocks
      .subarray(0, 512)
      .reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
    expect(parseInt(blocks.toString('latin1', 148, 154), 8)).toBe(sum);
    expect(statSync(path.join(folder, 'bundle.tar.gz')).mode & 0o077).toBe(0);
  });

  it('is not written over another file', () => {
    written();
    expect(written).toThrow('EEXIST');
  });
});

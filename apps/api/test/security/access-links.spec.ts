import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { routes } from '@greenroom/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import jwt from 'jsonwebtoken';
import { createGateway } from '../../../../tools/gateway/server.ts';
import { AccessLinks } from '../../src/access-links/access-links.service.ts';
import {
  type AccountClient,
  PUBLIC_URL,
  startApplication,
  type TestApplication,
} from '../support/application.ts';
import { createInterview } from '../support/builders.ts';
import { interviewerOf, linkToken } from '../support/interviewer-link.ts';

let application: TestApplication;
let candidate: AccountClient;
let interview: Awaited<ReturnType<typeof createInterview>>;
let token: string;

beforeAll(async () => {
  application = await startApplication();
  candidate = await application.candidate();
  interview = await createInterview(application, { candidateId: candidate.accountId, startsInMinutes: 60 });
  token = await linkToken(application, interview);
});
afterAll(() => application.stop());

/** From an address of its own, so that the quota of one test is not another's. */
const exchange = (presented: string) =>
  application.visitor().refused(routes.exchangeLink, {
    body: { token: presented },
    headers: {
      'x-forwarded-for': `10.1.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`,
    },
  });

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const headerOf = (jwtText: string): object => jwt.decode(jwtText, { complete: true })?.header ?? {};
const claimsOf = (jwtText: string): Record<string, unknown> => jwt.decode(jwtText) as Record<string, unknown>;

/** A token with our own signature over whatever it says. */
function signed(
  claims: object,
  header: object = headerOf(token),
  secret = application.environment.LINK_SECRET,
): string {
  const content = `${encode(header)}.${encode(claims)}`;
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}

describe('a link that is not ours as it stands', () => {
  const forgeries: readonly (readonly [string, () => string])[] = [
    ['signed with another secret', () => signed(claimsOf(token), headerOf(token), 'x'.repeat(64))],
    [
      'signed with the secret of accounts',
      () => signed(claimsOf(token), headerOf(token), application.environment.AUTH_SECRET),
    ],
    [
      'without a signature (alg none)',
      () => `${encode({ ...headerOf(token), alg: 'none' })}.${token.split('.')[1]}.`,
    ],
    ['with an empty signature', () => `${token.split('.').slice(0, 2).join('.')}.`],
    [
      'with another algorithm',
      () => jwt.sign(claimsOf(token), application.environment.LINK_SECRET, { algorithm: 'HS512' }),
    ],
    ['of another type', () => signed(claimsOf(token), { alg: 'HS256', typ: 'JWT' })],
    ['for another audience', () => signed({ ...claimsOf(token), aud: 'somebody-else' })],
    ['from another portal', () => signed({ ...claimsOf(token), iss: 'https://other.example' })],
    ['for another role', () => signed({ ...claimsOf(token), role: 'candidate' })],
    ['for another purpose', () => signed({ ...claimsOf(token), purpose: 'admin' })],
    ['of another version', () => signed({ ...claimsOf(token), version: 2 })],
    ['with the interview exchanged', () => signed({ ...claimsOf(token), sub: randomUUID() })],
    ['of a row that does not exist', () => signed({ ...claimsOf(token), jti: randomUUID() })],
    ['with an id that is no id', () => signed({ ...claimsOf(token), jti: "' OR 1=1 --" })],
    ['without an end', () => signed({ ...claimsOf(token), exp: undefined })],
    ['with claims that we do not know', () => signed({ ...claimsOf(token), admin: true })],
    [
      'changed after it was signed',
      () => {
        const [header, , signature] = token.split('.');
        return `${header}.${encode({ ...claimsOf(token), sub: randomUUID() })}.${signature}`;
      },
    ],
    ['that is no token', () => 'not-a-token-at-all'],
  ];

  it.each(forgeries)('%s: is refused and opens nothing', async (_, forge) => {
    const before = await application.database.client.accessLinkSession.count();
    expect(await exchange(forge())).toMatchObject({ code: 'link-invalid', status: 401 });
    expect(await application.database.client.accessLinkSession.count()).toBe(before);
  });

  it('signed right, our own copy of it works: the matrix above refuses for the right reasons', async () => {
    await application.visitor().call(routes.exchangeLink, { body: { token: signed(claimsOf(token)) } });
  });

  it('is refused when its life is longer than its row’s', async () => {
    const old = await createInterview(application, {
      candidateId: candidate.accountId,
      startsInMinutes: 400,
    });
    const oldToken = await linkToken(application, old);
    await application.database.client.accessLink.updateMany({
      where: { interviewId: old.id },
      data: { expiresAt: new Date(application.clock.now().getTime() - 1000) },
    });
    expect(await exchange(oldToken)).toMatchObject({ code: 'link-expired', status: 410 });
  });
});

describe('fetching', () => {
  let portal: FastifyInstance;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'greenroom-portal-'));
    writeFileSync(path.join(folder, 'index.html'), '<gr-root ngCspNonce="CSP_NONCE"></gr-root>');
    const { JITSI_WEBSOCKET_URL, JITSI_LIBRARY_URL } = application.environment;
    portal = await createGateway(
      {
        PORT: 0,
        HOST: 'localhost',
        TRUSTED_PROXIES: 0,
        API_URL: application.url,
        JITSI_WEBSOCKET_URL,
        JITSI_LIBRARY_URL,
      },
      { portal: folder, libraries: folder },
    );
  });
  afterAll(async () => {
    await portal.close();
    rmSync(folder, { recursive: true });
  });

  it('the mailed link a hundred times changes nothing, whatever is made of its fragment', async () => {
    const snapshot = async () => {
      const { client } = application.database;
      return JSON.stringify([await client.accessLink.findMany(), await client.accessLinkSession.findMany()]);
    };
    const before = await snapshot();
    const link = new URL(String(await application.get(AccessLinks).currentUrl(interview.id, 'invitation')));
    // Browsers keep a fragment to themselves; scanners of mails may take it for part of the address, or try what they find.
    const addresses = [
      [link.pathname, 200],
      [`${link.pathname}?token=${token}`, 200],
      [`${link.pathname}/${encodeURIComponent(link.hash)}`, 200],
      [`/api/access-links/exchange?token=${token}`, 404],
    ] as const;
    for (let time = 0; time < 25; time += 1) {
      for (const [url, status] of addresses) {
        const answer = await portal.inject({
          method: time % 2 === 0 ? 'GET' : 'HEAD',
          url,
          headers: { accept: 'text/html' },
        });
        expect(answer.statusCode).toBe(status);
        expect(answer.headers['set-cookie']).toBeUndefined();
      }
    }
    expect(await snapshot()).toBe(before);
    await application.visitor().call(routes.exchangeLink, { body: { token } });
  });

  it('never carries the token: it stands in the fragment', async () => {
    const link = new URL(String(await application.get(AccessLinks).currentUrl(interview.id, 'invitation')));
    expect(link.href.replace(link.hash, '')).toBe(`${PUBLIC_URL}/i`);
    expect(link.hash).toBe(`#${token}`);
  });
});

describe('a session of a link', () => {
  it('is good for its own interview only', async () => {
    const other = await createInterview(application, {
      candidateId: candidate.accountId,
      startsInMinutes: 600,
    });
    const browser = await interviewerOf(application, interview);
    for (const interviewId of [other.id, randomUUID()]) {
      expect(await browser.refused(routes.getAssignment, { params: { interviewId } })).toMatchObject({
        code: 'not-found',
      });
    }
  });

  it('is not a session of the candidate, nor of an administrator', async () => {
    const browser = await interviewerOf(application, interview);
    const params = { interviewId: interview.id };
    expect(await browser.refused(routes.getInterview, { params })).toMatchObject({ status: 401 });
    expect(await browser.refused(routes.adminGetInterview, { params })).toMatchObject({ status: 401 });
    expect(await browser.refused(routes.reissueLink, { params })).toMatchObject({ status: 401 });
  });

  it('is not had by the candidate, who may not send links either', async () => {
    const params = { interviewId: interview.id };
    expect(await candidate.refused(routes.getAssignment, { params })).toMatchObject({ status: 401 });
    expect(await candidate.refused(routes.reissueLink, { params })).toMatchObject({ code: 'forbidden' });
  });

  it.each([
    '',
    'x',
    'A'.repeat(43),
    `${'A'.repeat(43)}.${'B'.repeat(43)}`,
    'A'.repeat(5000),
    '%00',
    '..'.repeat(500),
  ])('does not come from a made-up cookie: %.20s', async (value) => {
    const answer = await application.visitor().try(routes.getAssignment, {
      params: { interviewId: interview.id },
      headers: { cookie: `greenroom-interviewer=${value}` },
    });
    expect(answer.status).toBe(401);
  });

  it('cannot be asked for from another site', async () => {
    const headers = { origin: 'https://evil.example' };
    expect(
      await application.visitor().refused(routes.exchangeLink, { body: { token }, headers }),
    ).toMatchObject({
      code: 'origin-refused',
    });
  });
});

describe('guessing', () => {
  it('is slowed down for an address', async () => {
    const headers = { 'x-forwarded-for': '10.9.9.9' };
    const codes = [];
    for (let time = 0; time < 32; time += 1) {
      codes.push(
        (
          await application
            .visitor()
            .refused(routes.exchangeLink, { body: { token: 'a'.repeat(40) }, headers })
        ).code,
      );
    }
    expect(codes.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 'link-invalid'));
    expect(codes.slice(30)).toEqual(['rate-limited', 'rate-limited']);
  });
});

describe('time', () => {
  it('ends a link and its sessions an hour after the planned end', async () => {
    const browser = await interviewerOf(application, interview);
    const params = { interviewId: interview.id };
    application.clock.moveTo(new Date(interview.endsAt.getTime() + 3_590_000));
    await browser.call(routes.getAssignment, { params });
    application.clock.moveTo(new Date(interview.endsAt.getTime() + 3_600_000));
    expect(await browser.refused(routes.getAssignment, { params })).toMatchObject({
      code: 'unauthenticated',
    });
    expect(await exchange(token)).toMatchObject({ code: 'link-expired', status: 410 });
  });
});

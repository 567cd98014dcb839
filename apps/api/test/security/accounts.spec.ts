import { randomUUID } from 'node:crypto';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH, routes } from '@greenroom/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApplication, type TestApplication } from '../support/application.ts';
import type { Client } from '../support/client.ts';
import { planOf, statementsOf } from '../support/statements.ts';

const PASSWORD = 'correct horse battery';
const DAY_MS = 86_400_000;

let application: TestApplication;
beforeAll(async () => {
  application = await startApplication();
});
afterAll(() => application.stop());

let address = 0;
/** From a network address of its own: attempts are counted by it. */
const post = (client: Client, path: string, body: object, headers: Record<string, string> = {}) =>
  client.send<Record<string, unknown>>('POST', `/api/auth/${path}`, body, {
    'x-forwarded-for': `10.50.${(address += 1) >> 8}.${address & 255}`,
    ...headers,
  });
const signIn = (client: Client, email: string, password = PASSWORD) =>
  post(client, 'sign-in/email', { email, password });
const isSignedIn = async (client: Client) => (await client.call(routes.getMe)).account !== null;

describe('signing in', () => {
  it('answers the same for a wrong password and for an e-mail that nobody has', async () => {
    const { email } = await application.candidate();
    const wrong = await signIn(application.visitor(), email, 'not the password');
    const unknown = await signIn(application.visitor(), `${randomUUID()}@example.com`, 'not the password');
    const told = ({ status, body }: typeof wrong) => {
      const { correlationId, ...error } = body.error as Record<string, unknown>;
      expect(correlationId).toEqual(expect.any(String));
      return { status, error };
    };
    expect(told(wrong)).toMatchObject({ status: 401, error: { code: 'wrong-credentials' } });
    expect(told(unknown)).toEqual(told(wrong));
    const named = ({ headers }: typeof wrong) => [...headers.keys()].filter((name) => name !== 'date').sort();
    expect(named(unknown)).toEqual(named(wrong));
  });

  it('begins a new session each time, whatever cookie was there before', async () => {
    const candidate = await application.candidate();
    const { cookie } = candidate;
    await signIn(candidate, candidate.email);
    expect(candidate.cookie).not.toBe(cookie);
    const planted = application.visitor();
    const headers = { cookie: 'greenroom.session_token=planted.value' };
    const answer = await post(
      planted,
      'sign-in/email',
      { email: candidate.email, password: PASSWORD },
      headers,
    );
    expect(answer.status).toBe(200);
    expect(planted.cookie).not.toContain('planted');
  });

  it('refuses what is no e-mail', async () => {
    const values = [
      "' OR 1=1 --",
      'a@example.com\u0000',
      { $ne: '' },
      ['a@example.com'],
      'x'.repeat(5000),
      null,
    ];
    for (const email of values) {
      const answer = await post(application.visitor(), 'sign-in/email', { email, password: PASSWORD });
      expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid-request' } } });
    }
  });

  it('from another site is refused', async () => {
    const { email } = await application.candidate();
    const headers = { origin: 'https://evil.example' };
    const answer = await post(application.visitor(), 'sign-in/email', { email, password: PASSWORD }, headers);
    expect(answer).toMatchObject({ status: 403, body: { error: { code: 'origin-refused' } } });
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('is slowed down for an address, also when it claims to be many', async () => {
    const statuses = [];
    for (let time = 0; time < 12; time += 1) {
      const headers = {
        'x-forwarded-for': `10.51.${time}.1, 10.51.0.9`,
        'x-client-address': `10.52.0.${time}`,
      };
      const guess = { email: 'nobody@example.com', password: 'a guess at it' };
      statuses.push((await post(application.visitor(), 'sign-in/email', guess, headers)).status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
  });
});

describe('guessing the password of one account', () => {
  it('is slowed down from however many addresses it comes; knowing it makes the attempts before no guesses', async () => {
    const { email } = await application.candidate();
    const guess = async (time: number) => {
      const { body } = await signIn(application.visitor(), email.toUpperCase(), `guess number ${time}`);
      return (body.error as { code: string }).code;
    };
    for (let time = 0; time < 3; time += 1) expect(await guess(time)).toBe('wrong-credentials');
    expect(await signIn(application.visitor(), email)).toMatchObject({ status: 200 });
    for (let time = 0; time < 20; time += 1) expect(await guess(time)).toBe('wrong-credentials');
    expect(await guess(20)).toBe('rate-limited');
    expect(await signIn(application.visitor(), email)).toMatchObject({ status: 429 });
  });
});

describe('a session', () => {
  it('is a cookie that scripts and other sites do not get', async () => {
    const { email } = await application.candidate();
    const [cookie = ''] = (await signIn(application.visitor(), email)).headers.getSetCookie();
    expect(cookie).toMatch(/^greenroom\.session_token=/);
    for (const attribute of [/; HttpOnly/i, /; SameSite=Lax/i, /; Path=\//i, /; Max-Age=604800/i])
      expect(cookie).toMatch(attribute);
    expect(cookie).not.toMatch(/domain=/i);
  });

  it('is sent over TLS alone where the portal is', async () => {
    const publicUrl = 'https://interviews.example.com';
    const secure = await startApplication({ settings: { PUBLIC_URL: publicUrl } });
    try {
      const account = { name: 'Casey', email: `${randomUUID()}@example.com`, password: PASSWORD };
      const headers = { origin: publicUrl };
      const answer = await post(secure.visitor(), 'sign-up/email', account, headers);
      expect(answer.status).toBe(200);
      for (const cookie of answer.headers.getSetCookie()) {
        expect(cookie).toMatch(/^__Secure-greenroom\./);
        expect(cookie).toMatch(/; Secure/i);
        expect(cookie).toMatch(/; HttpOnly/i);
      }
      const [session = ''] = answer.headers.getSetCookie();
      const { body } = await secure
        .visitor()
        .send('GET', '/api/me', undefined, { cookie: session.split(';')[0] ?? '' });
      expect(body).toMatchObject({ account: { email: account.email } });
    } finally {
      await secure.stop();
    }
  });

  it('ends with signing out, also for who kept a copy of the cookie', async () => {
    const candidate = await application.candidate();
    const { cookie } = candidate;
    expect((await post(candidate, 'sign-out', {})).status).toBe(204);
    expect(await isSignedIn(candidate)).toBe(false);
    const copy = await application.visitor().send('GET', '/api/me', undefined, { cookie });
    expect(copy.body).toEqual({ account: null });
  });

  it('is not ended by another site', async () => {
    const candidate = await application.candidate();
    await post(candidate, 'sign-out', {}, { origin: 'https://evil.example' });
    expect(await isSignedIn(candidate)).toBe(true);
  });

  it('can be revoked at the server, at once', async () => {
    const candidate = await application.candidate();
    await application.database.client.session.deleteMany({ where: { userId: candidate.accountId } });
    expect(await isSignedIn(candidate)).toBe(false);
  });

  it('is found in one statement, with the account as it is now', async () => {
    const candidate = await application.candidate();
    await isSignedIn(candidate);
    const statements = await statementsOf(() => candidate.call(routes.getMe));
    expect(statements.filter(({ text }) => text.includes('session'))).toHaveLength(1);
    expect(await planOf(application, statements, 'session')).toContain('session_token_key');
    const { user } = application.database.client;
    const where = { id: candidate.accountId };
    await user.update({ where, data: { role: 'admin' } });
    expect(await candidate.try(routes.adminListInterviews)).toMatchObject({ status: 200 });
    await user.update({ where, data: { role: 'candidate' } });
    expect(await candidate.refused(routes.adminListInterviews)).toMatchObject({ code: 'forbidden' });
    await user.delete({ where });
    expect(await isSignedIn(candidate)).toBe(false);
  });

  it('that is used is made longer once a day, and not more often', async () => {
    const candidate = await application.candidate();
    const { session } = application.database.client;
    const where = { userId: candidate.accountId };
    const ends = async () => (await session.findFirstOrThrow({ where })).expiresAt.getTime();
    const untilEnd = async (ms: number) =>
      session.updateMany({ where, data: { expiresAt: new Date(Date.now() + ms) } });
    await untilEnd(6 * DAY_MS + 3_600_000);
    const fresh = await ends();
    expect(await isSignedIn(candidate)).toBe(true);
    expect(await ends()).toBe(fresh);
    await untilEnd(6 * DAY_MS - 3_600_000);
    const stale = await ends();
    expect(await isSignedIn(candidate)).toBe(true);
    expect(await ends()).toBeGreaterThan(stale + 3_600_000);
  });

  it('that has expired is none, and is removed', async () => {
    const candidate = await application.candidate();
    const { session } = application.database.client;
    const where = { userId: candidate.accountId };
    await session.updateMany({ where, data: { expiresAt: new Date(Date.now() - 1_000) } });
    expect(await isSignedIn(candidate)).toBe(false);
    expect(await session.count({ where })).toBe(0);
  });

  it('is not had by the token of somebody else under one’s own signature', async () => {
    const [own, other] = [await application.candidate(), await application.candidate()];
    const partsOf = ({ cookie }: Client) =>
      decodeURIComponent(/greenroom\.session_token=([^;]+)/.exec(cookie)?.[1] ?? '').split('.');
    const value = encodeURIComponent(`${partsOf(other)[0]}.${partsOf(own)[1]}`);
    const { body } = await application
      .visitor()
      .send('GET', '/api/me', undefined, { cookie: `greenroom.session_token=${value}` });
    expect(body).toEqual({ account: null });
  });

  it('ends when the secret becomes another one', async () => {
    const candidate = await application.candidate();
    const { DATABASE_URL } = application.environment;
    const rotated = await startApplication({ settings: { DATABASE_URL } });
    try {
      const { body } = await rotated
        .visitor()
        .send('GET', '/api/me', undefined, { cookie: candidate.cookie });
      expect(body).toEqual({ account: null });
      expect(await isSignedIn(candidate)).toBe(true);
    } finally {
      await rotated.stop();
    }
  });

  it('does not come from a made-up or changed cookie', async () => {
    const { cookie } = await application.candidate();
    const [, value = ''] = /greenroom\.session_token=([^;]+)/.exec(cookie) ?? [];
    const [token = ''] = decodeURIComponent(value).split('.');
    for (const forged of [
      '',
      'x',
      token,
      `${token}.`,
      `${token}.AAAA`,
      value.replace(/.(?=[^.]*$)/, 'A!'),
      '%00',
      '%E0%A4%A',
    ])
      expect(
        (
          await application
            .visitor()
            .send('GET', '/api/me', undefined, { cookie: `greenroom.session_token=${forged}` })
        ).body,
      ).toEqual({ account: null });
  });
});

describe('signing up', () => {
  const account = () => ({ name: 'Eve', email: `${randomUUID()}@example.com`, password: PASSWORD });

  it('gives nobody a role, then or later', async () => {
    const eve = application.visitor();
    const body = account();
    expect(await post(eve, 'sign-up/email', { ...body, role: 'admin' })).toMatchObject({ status: 400 });
    expect(await post(eve, 'sign-up/email', body)).toMatchObject({ status: 200 });
    expect(await post(eve, 'update-user', { role: 'admin' })).toMatchObject({ status: 404 });
    await eve.send('PATCH', routes.updateMe.path, { role: 'admin' });
    expect((await eve.call(routes.getMe)).account).toMatchObject({ role: 'candidate' });
    expect(await application.database.client.user.count({ where: { role: { not: 'candidate' } } })).toBe(0);
  });

  it.each([
    ['a name of 300 KB', { name: 'x'.repeat(290_000) }, 'body.name'],
    ['a name of two lines', { name: 'Casey\r\nBcc: eve@example.com' }, 'body.name'],
    ['no name', { name: ' ' }, 'body.name'],
    ['a time zone that does not exist', { timeZone: 'Mars/Olympus' }, 'body.timeZone'],
    ['a language that is not spoken here', { locale: 'tlh' }, 'body.locale'],
    ['a field of the library’s own', { image: 'https://evil.example/pixel.png' }, 'body'],
    ['a short password', { password: 'x'.repeat(PASSWORD_MIN_LENGTH - 1) }, 'body.password'],
    ['a long password', { password: 'x'.repeat(PASSWORD_MAX_LENGTH + 1) }, 'body.password'],
  ])('refuses %s', async (_, change, path) => {
    const body = { ...account(), ...change };
    const answer = await post(application.visitor(), 'sign-up/email', body);
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid-request', details: [{ path }] } },
    });
    expect(await application.database.client.user.count({ where: { email: body.email } })).toBe(0);
  });

  it('takes the longest password, and keeps only the hash of any', async () => {
    const long = await post(application.visitor(), 'sign-up/email', {
      ...account(),
      password: 'x'.repeat(PASSWORD_MAX_LENGTH),
    });
    expect(long.status).toBe(200);
    const { accountId } = await application.candidate();
    const rows = await application.database.client.account.findMany({ where: { userId: accountId } });
    expect(rows).toHaveLength(1);
    expect(rows[0]?.password).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
    expect(JSON.stringify(rows)).not.toContain(PASSWORD);
  });

  it('does not take an address twice, in whatever case', async () => {
    const { email } = await application.candidate();
    const again = await post(application.visitor(), 'sign-up/email', {
      ...account(),
      email: email.toUpperCase(),
    });
    expect(again).toMatchObject({ status: 409, body: { error: { code: 'already-exists' } } });
    expect(
      await application.database.client.user.count({
        where: { email: { equals: email, mode: 'insensitive' } },
      }),
    ).toBe(1);
  });
});

describe('the account library', () => {
  it.each([
    'ok',
    'error',
    'get-session',
    'list-sessions',
    'update-user',
    'update-session',
    'change-email',
    'change-password',
    'delete-user',
    'sign-in/social',
    'request-password-reset',
    'send-verification-email',
    'revoke-sessions',
    'admin/list-users',
    'reference',
    'sign-up/email/',
    'sign-up//email',
  ])('can be reached by nobody at addresses of its own: %s', async (path) => {
    const candidate = await application.candidate();
    for (const method of ['GET', 'POST']) {
      const body = method === 'POST' ? {} : undefined;
      expect(await candidate.send(method, `/api/auth/${path}`, body)).toMatchObject({
        status: 404,
        body: { error: { code: 'not-found' } },
      });
    }
  });

  it('that fails tells the log why and the person only an id', async () => {
    const { client } = application.database;
    const { email } = await application.candidate();
    await client.$executeRawUnsafe('ALTER TABLE account RENAME TO account_away');
    try {
      const answer = await signIn(application.visitor(), email);
      expect(answer).toMatchObject({
        status: 500,
        body: { error: { code: 'internal', correlationId: expect.any(String) as unknown } },
      });
      expect(JSON.stringify(answer.body)).not.toMatch(/account_away|prisma|does not exist/i);
    } finally {
      await client.$executeRawUnsafe('ALTER TABLE account_away RENAME TO account');
    }
  });
});

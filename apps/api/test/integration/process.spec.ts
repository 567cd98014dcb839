/** The API as a process of its own: health, shutdown, outages of its database, logs, metrics, limits over several processes. */
import { randomUUID } from 'node:crypto';
import { routes } from '@greenroom/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Readiness } from '../../src/observability/readiness.ts';
import { Outbox } from '../../src/platform/outbox/outbox.ts';
import { type ApiProcess, CompiledApi } from '../support/api-process.ts';
import { freePort, startApplication, type TestApplication } from '../support/application.ts';
import { createInterview, createInterviewer, createInterviewType } from '../support/builders.ts';
import { CuttableLine } from '../support/cuttable-line.ts';
import { linkToken } from '../support/interviewer-link.ts';
import { waitFor } from '../support/wait-for.ts';

let application: TestApplication;
let compiled: CompiledApi;

beforeAll(async () => {
  application = await startApplication();
  compiled = new CompiledApi();
});
afterAll(async () => {
  await compiled.remove();
  await application.stop();
});

const get = (api: ApiProcess, path: string) => api.visitor().send('GET', path);

describe('a database that goes away', () => {
  it('is told by readiness and by 503 with a time to try again; nothing else breaks, and it heals by itself', async () => {
    const { DATABASE_URL } = application.environment;
    const line = await CuttableLine.to(DATABASE_URL);
    const { cookie } = await application.candidate();
    try {
      const api = await compiled.start(application, { DATABASE_URL: line.over(DATABASE_URL) });
      expect(await get(api, '/health/ready')).toMatchObject({ status: 200, body: { status: 'ok' } });

      line.cut();
      for (const path of ['/api/interview-types', '/api/interview-types', '/api/interviews?scope=upcoming']) {
        const answer = await api.visitor().send('GET', path, undefined, { cookie });
        expect(answer).toMatchObject({ status: 503, body: { error: { code: 'unavailable' } } });
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      }
      expect(await get(api, '/health/ready')).toMatchObject({
        status: 503,
        body: { reason: 'the database does not answer' },
      });
      expect(await get(api, '/health/live')).toMatchObject({ status: 200 });
      expect(await get(api, '/api/openapi.json')).toMatchObject({ status: 200 });
      const signIn = await api
        .visitor()
        .send('POST', '/api/auth/sign-in/email', { email: 'casey@example.com', password: 'hidden-password' });
      expect(signIn).toMatchObject({ status: 503, body: { error: { code: 'unavailable' } } });

      line.mend();
      await waitFor('readiness', async () => (await get(api, '/health/ready')).status === 200);
      expect(await get(api, '/api/interview-types')).toMatchObject({ status: 200 });
      expect(api.output).not.toContain('hidden-password');
    } finally {
      line.close();
    }
  });
});

describe('a worker whose database goes away', () => {
  it('goes on where it was once the database is back', async () => {
    const { DATABASE_URL } = application.environment;
    const line = await CuttableLine.to(DATABASE_URL);
    const outbox = application.get(Outbox, { strict: false });
    const { accountId } = await application.candidate();
    const publish = async () => {
      const { id } = await createInterview(application, { candidateId: accountId, status: 'completed' });
      await application.database.transaction((tx) => outbox.publish(tx, 'feedback.submitted', id, {}));
      await outbox.flush(id);
      return id;
    };
    const handled = (interviewId: string) =>
      waitFor('the event to be handled', async () => {
        const rows = await application.database.client.outboxEvent.findMany({ where: { interviewId } });
        return rows.every(({ dispatchedAt }) => dispatchedAt !== null);
      });
    try {
      const worker = await compiled.startWorker(application, { DATABASE_URL: line.over(DATABASE_URL) });
      await handled(await publish());
      const failures = () => worker.log.filter(({ level }) => Number(level) >= 40).length;
      line.cut();
      const meanwhile = await publish();
      await waitFor('the worker to notice', () => failures() > 0);
      line.mend();
      await handled(meanwhile);
      await handled(await publish());
      expect(worker.isRunning).toBe(true);
      worker.signal('SIGTERM');
      await worker.exited;
    } finally {
      line.close();
    }
  });
});

describe('SIGTERM', () => {
  it('lets every request that was taken end as if nothing had happened', async () => {
    const api = await compiled.start(application);
    const candidate = await application.candidate();
    const [type, interviewer] = [
      await createInterviewType(application, { priceMinor: 0 }),
      await createInterviewer(application),
    ];
    const booking = {
      idempotencyKey: randomUUID(),
      interviewTypeId: type.id,
      interviewerId: interviewer.id,
      startsAt: null,
      jobRole: 'Backend engineer',
      experienceLevel: 'mid',
      focus: 'technical',
      timeZone: 'Europe/Berlin',
      locale: 'en',
    };
    const { cookie } = candidate;
    // Fewer than the pool's connections: none waits for another.
    const lock = await application.database.pool.connect();
    const ask = () => ({
      reads: Promise.all(Array.from({ length: 6 }, () => get(api, '/api/interview-types'))),
      booked: api.visitor().send('POST', routes.createBooking.path, booking, { cookie }),
    });
    let asked: ReturnType<typeof ask>;
    try {
      await lock.query('BEGIN; LOCK TABLE interview_type IN ACCESS EXCLUSIVE MODE');
      asked = ask();
      await waitFor('requests that wait for the lock', async () => {
        const { rows } = await application.database.pool.query<{ count: string }>(
          `SELECT count(*) FROM pg_stat_activity
           WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        return Number(rows[0]?.count) === 7;
      });
      api.signal('SIGTERM');
      await waitFor('a process that takes no new requests', async () => !(await api.isListening()));
    } finally {
      await lock.query('COMMIT');
      lock.release();
    }

    for (const answer of await asked.reads) expect(answer.status).toBe(200);
    expect(await asked.booked).toMatchObject({ status: 201, body: { interview: { status: 'scheduled' } } });
    await api.exited;
    expect(api.log.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });

  it('is told by readiness before anything closes', async () => {
    const leaving = await startApplication();
    await leaving.get(Readiness).beforeApplicationShutdown();
    expect(await leaving.visitor().send('GET', '/health/ready')).toMatchObject({
      status: 503,
      body: { reason: 'shutting down' },
    });
    await leaving.stop();
  });
});

describe('the log', () => {
  const password = 'a Hidden-Password 1';
  let api: ApiProcess;

  beforeAll(async () => {
    api = await compiled.start(application, { LOG_LEVEL: 'trace' });
  });

  it('says of each request what, how it ended, and its correlation id', async () => {
    const id = randomUUID();
    const { body } = await api
      .visitor()
      .send('GET', `/api/interviews/${randomUUID()}?x=hidden-query`, undefined, { 'x-request-id': id });
    expect(body).toMatchObject({ error: { correlationId: id } });
    const line = await waitFor('its line', () => api.log.find(({ correlationId }) => correlationId === id));
    expect(line).toMatchObject({
      req: { method: 'GET', path: expect.stringMatching(/^\/api\/interviews\/[0-9a-f-]{36}$/) as unknown },
      res: { status: 401 },
    });
  });

  it('says of a failure of ours why, with the id that the person was given', async () => {
    await application.database.client.$executeRawUnsafe('ALTER TABLE branding RENAME TO branding_away');
    try {
      const { status, body } = await get(api, '/api/branding');
      expect(status).toBe(500);
      const { correlationId } = (body as { error: { correlationId: string } }).error;
      expect(JSON.stringify(body)).not.toContain('branding');
      const line = await waitFor('its line', () =>
        api.log.find((entry) => entry.correlationId === correlationId && Number(entry.level) >= 50),
      );
      expect(JSON.stringify(line)).toContain('branding');
    } finally {
      await application.database.client.$executeRawUnsafe('ALTER TABLE branding_away RENAME TO branding');
    }
  });

  it('never holds what opens something: passwords, cookies, tokens, query strings, bodies', async () => {
    const person = api.visitor();
    const email = `${randomUUID()}@example.com`;
    const address = { 'x-forwarded-for': '10.77.0.1' };
    const account = { name: 'Casey', email, password };
    const { body } = await person.send<{ account: { id: string } }>(
      'POST',
      '/api/auth/sign-up/email',
      account,
      address,
    );
    await person.send('POST', '/api/auth/sign-in/email', { email, password }, address);
    await person.send('POST', '/api/auth/sign-in/email', `{"password":"${password}"`, address);
    await person.send('POST', '/api/auth/sign-in/email?password=hidden-query', { password }, address);
    const { cookie } = person;
    const interview = await createInterview(application, {
      candidateId: body.account.id,
      status: 'in-progress',
    });
    const token = await linkToken(application, interview);
    await person.call(routes.exchangeLink, { body: { token }, headers: address });
    await person.send('GET', `/api/interviews?cursor=hidden-query&token=${token}`);
    await person.send('GET', `/nowhere?token=${token}`, undefined, { authorization: 'Bearer hidden-bearer' });
    const params = { roomName: interview.roomName ?? '' };
    const grant = await person.call(routes.createRoomGrant, { params, query: { as: 'candidate' } });
    const last = randomUUID();
    await person.send('GET', '/api/me', undefined, { 'x-request-id': last });
    await waitFor('the last line', () => api.output.includes(last));

    const { AUTH_SECRET, LINK_SECRET, DATABASE_URL, JITSI_APP_SECRET, CONFERENCE_SECRET, STRIPE_SECRET_KEY } =
      application.environment;
    const values = cookie.split('; ').map((pair) => pair.slice(pair.indexOf('=') + 1));
    const hidden = [
      password,
      encodeURIComponent(password),
      email,
      token,
      grant.token,
      'hidden-query',
      'hidden-bearer',
      ...values.flatMap((value) => value.split('.')),
      ...[AUTH_SECRET, LINK_SECRET, DATABASE_URL, JITSI_APP_SECRET, CONFERENCE_SECRET, STRIPE_SECRET_KEY],
    ];
    expect(hidden.every((value) => value.length > 8)).toBe(true);
    expect(hidden.filter((value) => api.output.includes(value))).toEqual([]);
  });

  it('leaves out what orchestrators ask all the time', async () => {
    const id = randomUUID();
    for (const path of ['/health/live', '/health/ready', '/metrics'])
      await api.visitor().send('GET', path, undefined, { 'x-request-id': id });
    const last = randomUUID();
    await api.visitor().send('GET', '/api/me', undefined, { 'x-request-id': last });
    await waitFor('the last line', () => api.output.includes(last));
    expect(api.output).not.toContain(id);
  });
});

describe('a worker', () => {
  it('logs what follows from a request with its id, and answers for its health and metrics', async () => {
    const port = await freePort();
    const [api, worker] = await Promise.all([
      compiled.start(application),
      compiled.startWorker(application, { WORKER_PORT: String(port) }),
    ]);
    const { cookie } = await application.candidate();
    const type = await createInterviewType(application, { priceMinor: 0 });
    const interviewer = await createInterviewer(application);
    const booking = {
      idempotencyKey: randomUUID(),
      interviewTypeId: type.id,
      interviewerId: interviewer.id,
      startsAt: null,
      jobRole: 'Backend engineer',
      experienceLevel: 'mid',
      focus: 'technical',
      timeZone: 'Europe/Berlin',
      locale: 'en',
    };
    const id = randomUUID();
    const headers = { cookie, 'x-request-id': id };
    const { body } = await api.visitor().send('POST', routes.createBooking.path, booking, headers);
    const { interview } = body as { interview: { id: string } };
    const line = await waitFor('the line of a message', () =>
      worker.log.find(({ correlationId, messageId }) => correlationId === id && messageId !== undefined),
    );
    expect(line).toMatchObject({ interviewId: interview.id, dueWork: 'message', outcome: 'retried' });

    const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
    expect((await ask('/health/ready')).status).toBe(200);
    expect(await (await ask('/metrics')).text()).toMatch(
      /greenroom_messages_total\{template="\w+",outcome="retried"\} [1-9]/,
    );
    expect((await ask('/api/me')).status).toBe(404);
    worker.signal('SIGTERM');
    await worker.exited;
  });
});

describe('the metrics', () => {
  it('count requests by route, never by what was asked for', async () => {
    const api = await compiled.start(application);
    const id = randomUUID();
    const paths = [
      `/api/interviews/${id}`,
      `/api/rooms/${'a'.repeat(32)}`,
      `/nowhere/${id}`,
      '/api/auth/get-session',
      `/api/branding?x=${id}`,
    ];
    for (const path of paths) await get(api, path);
    const metrics = await waitFor('the last request in the metrics', async () => {
      const { headers, body } = await get(api, '/metrics');
      expect(headers.get('content-type')).toContain('text/plain');
      return String(body).includes('route="/api/branding"') && String(body);
    });
    for (const name of [
      'greenroom_http_request_seconds_bucket',
      'greenroom_interview_transitions_total',
      'greenroom_messages_total',
      'greenroom_due_work_rows',
      'process_cpu_seconds_total',
      'nodejs_eventloop_lag_p99_seconds',
    ])
      expect(metrics).toContain(name);
    expect(metrics).toContain('route="/api/interviews/:interviewId"');
    expect(metrics).toContain('route="/api/rooms/:roomName"');
    expect(metrics).toContain('route="unknown"');
    expect(metrics).not.toContain(id);
    expect(metrics).not.toContain('a'.repeat(32));
  });
});

describe('limits', () => {
  it('of signing in hold over two processes', async () => {
    const [one, two] = await Promise.all([compiled.start(application), compiled.start(application)]);
    const headers = { 'x-forwarded-for': '10.78.0.1' };
    const statuses: number[] = [];
    for (let time = 0; time < 14; time += 1) {
      const api = time % 2 === 0 ? one : two;
      const attempt = { email: 'nobody@example.com', password: 'a guess at a password' };
      statuses.push((await api.visitor().send('POST', '/api/auth/sign-in/email', attempt, headers)).status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(401), ...Array<number>(4).fill(429)]);
  });
});

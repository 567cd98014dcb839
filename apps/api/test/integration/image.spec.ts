/** The files of the API's image, with production packages alone: migrations, API and worker run from them and write nothing there. */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reportSchema } from '../../src/doctor/report.ts';
import { ApiImage } from '../support/api-image.ts';
import type { ServiceProcess } from '../support/api-process.ts';
import { freePort, startApplication, type TestApplication } from '../support/application.ts';
import { settingsOf } from '../support/settings.ts';
import { waitFor } from '../support/wait-for.ts';

const MIGRATE = ['tools/migrate.mjs', 'deploy'];

describe("the API's image", () => {
  let application: TestApplication;
  let image: ApiImage;
  let env: Record<string, string>;
  const name = `image_${randomBytes(6).toString('hex')}`;

  beforeAll(async () => {
    application = await startApplication();
    await application.database.pool.query(`CREATE DATABASE ${name} TEMPLATE template0`);
    const url = new URL(application.environment.DATABASE_URL);
    url.pathname = `/${name}`;
    env = {
      ...settingsOf(application.environment),
      NODE_ENV: 'production',
      DATABASE_URL: url.href,
      LOG_LEVEL: 'info',
    };
    image = new ApiImage();
  });
  afterAll(async () => {
    await image.remove();
    await application.database.pool.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await application.stop();
  });

  /** Waits as long as the process lives: on a machine that is busy with other tests it starts slowly. */
  const answering = async (port: number, running: ServiceProcess) => {
    const isReady = () =>
      fetch(`http://127.0.0.1:${port}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
    while (!(await isReady())) {
      if (!running.isRunning) throw new Error(`It ended: ${running.output}`);
      await pause(50);
    }
  };

  /** When the newest statement on the image's database began, seconds since the epoch. */
  const lookAtDatabase = () =>
    waitFor('a statement', async () => {
      const { rows } = await application.database.pool.query<{ at: number | null }>(
        `SELECT extract(epoch FROM max(query_start))::float8 AS at FROM pg_stat_activity WHERE datname = $1`,
        [name],
      );
      return rows[0]?.at;
    });

  it('migrates an empty database, serves requests and does due work, and leaves its folder as it was', async () => {
    const before = image.files();
    const waiting = image.start(['tools/migrate.mjs', 'wait'], env);
    const first = await lookAtDatabase();
    await waitFor('another look at the empty database', async () => (await lookAtDatabase()) > first + 0.5);
    expect(waiting.isRunning).toBe(true);
    expect(image.run(MIGRATE, env)).toMatchObject({
      status: 0,
      output: expect.stringContaining('Applied') as unknown,
    });
    expect(image.run(MIGRATE, env)).toMatchObject({ status: 0, output: 'Nothing to apply.\n' });
    await waiting.exited;
    expect(waiting.output).toBe('');

    const [port, workerPort] = [await freePort(), await freePort()];
    const api = image.start(['dist/apps/api/main.js'], { ...env, PORT: String(port) });
    await answering(port, api);
    const worker = image.start(['dist/apps/api/worker.js'], { ...env, WORKER_PORT: String(workerPort) });
    await answering(workerPort, worker);
    const types = await fetch(`http://127.0.0.1:${port}/api/interview-types`);
    expect([types.status, await types.json()]).toEqual([200, expect.anything()]);
    expect((await fetch(`http://127.0.0.1:${port}/api/docs/swagger-ui.css`)).status).toBe(200);

    const check = (ports: Readonly<Record<string, string>>) => image.run(['healthcheck.mjs'], ports).status;
    expect(check({ PORT: String(port) })).toBe(0);
    expect(check({ PORT: '1', WORKER_PORT: String(workerPort) })).toBe(0);
    expect(check({ PORT: '1' })).toBe(1);

    for (const running of [api, worker]) {
      running.signal('SIGTERM');
      await running.exited;
      expect(running.log.filter(({ level }) => Number(level) >= 50)).toEqual([]);
    }
    expect(image.files()).toEqual(before);
  }, 400_000);

  it('examines an installation by its doctor', () => {
    const look = (...args: string[]) => image.run(['dist/apps/api/doctor.js', ...args], env);
    const { status, output } = look('--json', '--only', 'migrations,queue');
    expect(status).toBe(0);
    expect(reportSchema.parse(JSON.parse(output)).checks.map((check) => [check.name, check.status])).toEqual([
      ['migrations', 'ok'],
      ['queue', 'ok'],
    ]);
    expect(look('--only', 'database')).toMatchObject({ status: 1 }); // tests run without durability
    expect(look('--luck')).toMatchObject({
      status: 2,
      output: expect.stringContaining("Unknown option '--luck'") as unknown,
    });
  });

  it('renders mails, which needs a compiler of its own', () => {
    const script = `const { default: mjml } = await import('mjml');
      const { html } = await mjml('<mjml><mj-body><mj-text>Hello</mj-text></mj-body></mjml>');
      process.exit(html.includes('Hello') ? 0 : 1);`;
    expect(image.run(['--input-type=module', '--eval', script], env)).toMatchObject({ status: 0 });
  });

  it('holds no tests, and nothing that only builds', () => {
    const paths = image.files();
    for (const builder of ['typescript', '@angular/core', '@swc/core', 'nx', 'prisma', 'jest'])
      expect(paths).not.toContain(`node_modules/${builder}`);
    expect(paths.filter((path) => /^(?:apps|dist)\/.*\.spec\./.test(path))).toEqual([]);
  });
});

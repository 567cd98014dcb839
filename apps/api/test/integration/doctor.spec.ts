/** What the doctor says of the database, the queue and the settings of an installation. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { startRedis } from '../../../../tools/test-database/redis.ts';
import type { Check } from '../../src/doctor/check.ts';
import { database } from '../../src/doctor/checks/database.ts';
import { dueWork } from '../../src/doctor/checks/due-work.ts';
import { environment } from '../../src/doctor/checks/environment.ts';
import { migrations } from '../../src/doctor/checks/migrations.ts';
import { paymentWebhook } from '../../src/doctor/checks/payment-webhook.ts';
import { queue } from '../../src/doctor/checks/queue.ts';
import { timeZones } from '../../src/doctor/checks/time-zones.ts';
import { Database } from '../../src/platform/database/database.ts';
import { LANES } from '../../src/platform/due-work/lanes.ts';
import { startApplication, type TestApplication } from '../support/application.ts';
import { settingsOf } from '../support/settings.ts';
import { findingsOf } from '../support/examination.ts';
import { waitFor } from '../support/wait-for.ts';

const redis = await startRedis();
afterAll(() => redis?.stop());

describe('the doctor, of an installation', () => {
  let application: TestApplication;
  beforeAll(async () => {
    application = await startApplication();
  });
  afterAll(() => application.stop());

  const settings = () => ({
    ...settingsOf(application.environment),
    PUBLIC_URL: application.url,
  });
  const look = (check: Check, differences: Readonly<Record<string, string>> = {}) =>
    findingsOf(check, {
      settings: { ...settings(), ...differences },
      database: application.database,
      clock: application.clock,
    });

  it('is content with a migrated database, and names a migration that is missing or failed', async () => {
    expect(await look(migrations)).toEqual([['ok', expect.stringMatching(/^All \d+ are applied\.$/)]]);
    const { pool } = application.database;
    const newest = `(SELECT max(migration_name) FROM _prisma_migrations)`;
    const { rows } = await pool.query<{ name: string }>(`SELECT ${newest} AS name`);
    await pool.query(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = ${newest}`);
    expect(await look(migrations)).toEqual([['problem', `Began and did not end: ${rows[0]?.name}.`]]);
    await pool.query(`DELETE FROM _prisma_migrations WHERE migration_name = ${newest}`);
    expect(await look(migrations)).toEqual([['problem', `Not applied: ${rows[0]?.name}.`]]);
  });

  it('sees that tests run without durability, and nothing else of the server', async () => {
    const found = await look(database);
    expect(found.filter(([status]) => status !== 'ok')).toEqual([
      ['problem', expect.stringContaining('fsync, full_page_writes, synchronous_commit is off')],
    ]);
  });

  it('finds the queue on PostgreSQL, and the zones that are in use', async () => {
    expect(await look(queue)).toEqual([['ok', expect.stringContaining('on PostgreSQL')]]);
    expect(await look(timeZones)).toEqual([['ok', expect.stringContaining('agrees with PostgreSQL')]]);
  });

  it('finds the API behind the address of the webhook, and no other server', async () => {
    expect(await look(paymentWebhook)).toEqual([
      ['ok', expect.stringContaining('refuses what is not signed')],
      ['not-applicable', expect.stringContaining('No event has come yet')],
    ]);
    const [closed] = await look(paymentWebhook, { PUBLIC_URL: 'http://127.0.0.1:1' });
    expect(closed).toEqual(['problem', expect.stringContaining('is not reached')]);
  });

  it('misses the workers until they look for work', async () => {
    expect(await look(dueWork)).toContainEqual([
      'problem',
      expect.stringContaining('No worker looks for due work'),
    ]);
    await application.startWorker();
    await waitFor('a look at every lane', async () => {
      const lanes = await application.database.client.sweepLook.findMany({ distinct: ['lane'] });
      return lanes.length === LANES.length;
    });
    expect(await look(dueWork)).toContainEqual(['ok', '1 worker looks for due work.']);
  });

  it('says once that the database does not answer', async () => {
    const gone = new Database({
      DATABASE_URL: 'postgresql://me:pass-word@127.0.0.1:1/x',
      DATABASE_POOL_SIZE: 2,
    });
    const parts = { settings: { DATABASE_URL: 'postgresql://me:pass-word@127.0.0.1:1/x' }, database: gone };
    expect(await findingsOf(database, parts)).toEqual([['problem', expect.stringContaining('ECONNREFUSED')]]);
    for (const check of [migrations, dueWork, queue, timeZones])
      expect(await findingsOf(check, parts)).toEqual([
        ['not-applicable', expect.stringContaining('see "Database"')],
      ]);
    await gone.onApplicationShutdown();
  });
});

describe('the doctor, of settings', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'greenroom-doctor-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('names what is missing, weak, shared or for tests, and tells no value', async () => {
    const shared = '0123456789abcdef0123456789abcdef';
    const found = await findingsOf(environment, {
      settings: {
        AUTH_SECRET: 'a'.repeat(40),
        LINK_SECRET: shared,
        CONFERENCE_SECRET: shared,
        JITSI_APP_SECRET: 'change-me-change-me-change-me-change-me',
        STRIPE_SECRET_KEY: 'sk_test_0123456789',
      },
    });
    const said = found.map(([, seen]) => seen);
    expect(said).toEqual(
      expect.arrayContaining([
        'DATABASE_URL is not set.',
        'JITSI_APP_SECRET is an example value; make one with: openssl rand -hex 32.',
        'AUTH_SECRET can be guessed.',
        'LINK_SECRET and CONFERENCE_SECRET are the same.',
        'STRIPE_SECRET_KEY is a key for tests.',
      ]),
    );
    expect(said.join()).not.toContain(shared);
  });

  it('looks who may read the file that they stand in', async () => {
    const settingsFile = path.join(folder, '.env');
    const status = async (mode: number) => {
      chmodSync(settingsFile, mode);
      const found = await findingsOf(environment, {
        options: { settingsFile, dkimSelectors: [], dataFolders: [] },
      });
      return found.at(-1)?.[0];
    };
    writeFileSync(settingsFile, '');
    expect([await status(0o600), await status(0o640), await status(0o604)]).toEqual([
      'ok',
      'problem',
      'problem',
    ]);
  });
});

(redis ? describe : describe.skip)('the doctor, of a Redis', () => {
  const url = redis?.url ?? '';
  const statuses = async () =>
    (await findingsOf(queue, { settings: { REDIS_URL: url } })).map(([status]) => status);

  it('that throws keys away when it is full', async () => {
    const client = new Redis(url);
    await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
    const found = await findingsOf(queue, { settings: { REDIS_URL: url } });
    expect(found).toContainEqual(['problem', expect.stringContaining('maxmemory-policy allkeys-lru')]);
    await client.config('SET', 'maxmemory-policy', 'noeviction');
    await client.quit();
    expect(await statuses()).toEqual(['ok', 'ok', 'ok']);
  });

  it('that is away', async () => {
    await redis?.crash();
    expect(await findingsOf(queue, { settings: { REDIS_URL: url } })).toEqual([
      ['problem', expect.stringContaining('ECONNREFUSED')],
    ]);
    await redis?.restart();
  });
});

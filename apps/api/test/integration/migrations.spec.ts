import { spawnSync } from 'node:child_process';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const MIGRATE = path.resolve(import.meta.dirname, '../../../../tools/migrate.mjs');
const REFUSAL = 'The database holds tables of something else, which are left alone.';

describe('bringing a database up to date', () => {
  let database: TestDatabase;
  let client: pg.Client;

  beforeEach(async () => {
    database = await createTestDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterEach(async () => {
    await client.end();
    await database.drop();
  });

  const deploy = () =>
    spawnSync(process.execPath, [MIGRATE, 'deploy'], {
      env: { ...process.env, DATABASE_URL: database.url },
      encoding: 'utf8',
    });

  it('changes nothing where it was done before', () => {
    expect(deploy()).toMatchObject({ status: 0, stdout: 'Nothing to apply.\n' });
  });

  it('is refused where there are tables without a record of migrations', async () => {
    await client.query('DROP TABLE _prisma_migrations');
    expect(deploy()).toMatchObject({ status: 1, stderr: expect.stringContaining(REFUSAL) });
  });

  it('is refused where the record is that of something else', async () => {
    await client.query(`DELETE FROM _prisma_migrations`);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ('1', 'x', '20200101000000_theirs', now(), 1)`,
    );
    expect(deploy()).toMatchObject({ status: 1, stderr: expect.stringContaining(REFUSAL) });
  });
});

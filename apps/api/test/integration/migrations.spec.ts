import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const MIGRATE = path.resolve(import.meta.dirname, '../../../../tools/migrate.mjs');
const MIGRATIONS = path.resolve(import.meta.dirname, '../../prisma/migrations');
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

  /** An empty database with the tables as they were before a migration, and what that one does. */
  async function before(name: string): Promise<string> {
    await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    const folders = readdirSync(MIGRATIONS, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
    const textOf = (folder: string) => readFileSync(path.join(MIGRATIONS, folder, 'migration.sql'), 'utf8');
    const place = folders.findIndex((folder) => folder.endsWith(name));
    for (const folder of folders.slice(0, place)) await client.query(textOf(folder));
    // What rows belong to does not matter here.
    await client.query('SET session_replication_role = replica');
    return textOf(folders[place] ?? name);
  }

  it('makes codes of the reasons that the portal gave as sentences, and keeps the words of people', async () => {
    const migration = await before('reasons_as_codes');
    const id = '00000000-0000-4000-8000-000000000001';
    const moves = [
      ['held', 'candidate', 'Booked; waits for the payment'],
      ['scheduled', 'payment', 'Paid'],
      ['cancelled', 'interviewer', 'I am ill'],
      ['no-show', 'system', 'The candidate did not come'],
      ['completed', 'system', 'They met elsewhere'],
      ['scheduled', 'admin', 'Nobody knows'],
    ];
    for (const [to, actor, reason] of moves)
      await client.query(
        `INSERT INTO interview_transition (interview_id, to_status, actor, reason, at) VALUES ($1, $2, $3, $4, now())`,
        [id, to, actor, reason],
      );
    const problems = [
      'Its link is not good any more.',
      'The interview is in-progress.',
      '550 5.1.1 no such user',
      null,
    ];
    for (const [index, problem] of problems.entries())
      await client.query(
        `INSERT INTO message (id, interview_id, dedupe_key, template, recipient_role, recipient, schedule_version, status, last_error)
         VALUES (gen_random_uuid(), $1, $2, 'reminder', 'candidate', 'c@example.com', 0, 'skipped', $3)`,
        [id, String(index), problem],
      );
    await client.query('SET session_replication_role = DEFAULT');
    await client.query(migration);

    const history = await client.query({
      text: 'SELECT cause, reason FROM interview_transition ORDER BY id',
      rowMode: 'array',
    });
    expect(history.rows).toEqual([
      ['booked', null],
      ['paid', null],
      ['cancelled-by-interviewer', 'I am ill'],
      ['no-show-candidate', null],
      ['workflow', 'They met elsewhere'],
      [null, 'Nobody knows'],
    ]);
    const messages = await client.query({
      text: 'SELECT outcome, last_error FROM message ORDER BY dedupe_key',
      rowMode: 'array',
    });
    expect(messages.rows).toEqual([
      [{ reason: 'link-over', values: {} }, null],
      [{ reason: 'other-status', values: { status: 'in-progress' } }, null],
      [null, '550 5.1.1 no such user'],
      [null, null],
    ]);
    await expect(client.query(`UPDATE interview_transition SET reason = 'x'`)).rejects.toThrow();
  });
});

import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** Migrated once by the test runner; every test file copies it. */
const TEMPLATE = process.env.TEMPLATE_DATABASE ?? 'greenroom_template';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A database of its own, with the newest schema and no rows; on the server that all tests share, unless said. */
export async function createTestDatabase(
  timeZone = 'UTC',
  server = process.env.TEST_DATABASE_URL,
): Promise<TestDatabase> {
  if (!server)
    throw new Error('TEST_DATABASE_URL is not set: run the tests with `npm test -- --only integration`');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY FILE_COPY`);
  await onServer(server, `ALTER DATABASE ${name} SET timezone TO '${timeZone}'`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function onServer(server: string, statement: string): Promise<void> {
  const maintenance = new URL(server);
  maintenance.pathname = '/postgres';
  const client = new pg.Client({ connectionString: maintenance.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

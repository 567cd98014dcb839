/**
 * Jest's global setup for tests on the real database: uses the server of `TEST_DATABASE_URL`, which has to have a migrated
 * database `greenroom_template`, else starts a throw-away one. Each test file copies the template for itself.
 *
 * `DATABASE_URL` is not looked at: a person who has it set for the product does not mean it for tests.
 */
import { startDatabase } from '../launcher/stack.ts';

export default async function setUp() {
  if (process.env.TEST_DATABASE_URL) return;
  const database = await startDatabase();
  process.env.TEST_DATABASE_URL = database.databaseUrl;
  globalThis.stopTestDatabase = database.stop;
}

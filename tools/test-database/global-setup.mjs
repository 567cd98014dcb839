/**
 * Jest's global setup for tests on the real database: uses the one of `DATABASE_URL`, else starts a throw-away one.
 * Each test worker copies `greenroom_template` for itself.
 */
import { startDatabase } from '../launcher/stack.ts';

export default async function setUp() {
  if (process.env.DATABASE_URL) return;
  const database = await startDatabase();
  process.env.DATABASE_URL = database.databaseUrl;
  globalThis.stopTestDatabase = database.stop;
}

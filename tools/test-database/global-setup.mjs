/**
 * Jest's global setup for tests on the real database: uses the server of `TEST_DATABASE_URL`, which has to have a migrated
 * database `greenroom_template`, else starts a throw-away one. Each test file copies the template for itself.
 *
 * The queue is tested on the Redis of `TEST_REDIS_URL` too, else on one that is started here; where there is none, `npm test`
 * says so at its end.
 *
 * `DATABASE_URL` is not looked at: a person who has it set for the product does not mean it for tests.
 */
import { startDatabase } from '../launcher/stack.ts';
import { startRedis } from './redis.ts';

export default async function setUp() {
  if (!process.env.TEST_DATABASE_URL) {
    const database = await startDatabase();
    process.env.TEST_DATABASE_URL = database.databaseUrl;
    globalThis.stopTestDatabase = database.stop;
  }
  if (!process.env.TEST_REDIS_URL) {
    const redis = await startRedis();
    if (redis) process.env.TEST_REDIS_URL = redis.url;
    globalThis.stopTestRedis = redis?.stop;
  }
}

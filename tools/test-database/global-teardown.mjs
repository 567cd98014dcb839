/** Ends the database and the Redis that the global setup started, if it did. */
export default async function tearDown() {
  await globalThis.stopTestRedis?.();
  await globalThis.stopTestDatabase?.();
}

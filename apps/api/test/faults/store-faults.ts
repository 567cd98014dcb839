/** What becomes of the queue and of the database. */
import { Redis } from 'ioredis';
import { LONG_MS, waitFor } from '../support/wait-for.ts';
import type { Fault } from './fault.ts';
import type { World } from './world.ts';

const wipedQueue: Fault = {
  name: 'the queue is wiped',
  inject: (world) => (world.queue === 'Redis' ? wipeRedis(world) : wipeTables(world)),
};

async function wipeTables({ application }: World): Promise<void> {
  const tables = await application.database.client.$queryRaw<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'queue' AND tablename LIKE '%job%'`;
  const all = tables.map(({ name }) => `queue."${name}"`).join(', ');
  if (all) await application.database.transaction((tx) => tx.$executeRawUnsafe(`TRUNCATE ${all} CASCADE`));
}

async function wipeRedis({ redis }: World): Promise<void> {
  if (!redis) throw new Error('There is no Redis');
  const client = new Redis(redis.url);
  try {
    await client.flushall();
  } finally {
    client.disconnect();
  }
}

const onRedis = ({ queue }: World): boolean => queue === 'Redis';

/** All that it held is gone, and so are its connections. */
const restartedQueue: Fault = {
  name: 'the queue is killed and started again',
  isPossible: onRedis,
  async inject({ redis }) {
    await redis?.crash();
    await redis?.restart();
  },
};

/** The work goes on without it. */
const absentQueue: Fault = {
  name: 'the queue is down',
  alone: true,
  isPossible: onRedis,
  inject: ({ redis }) => redis?.crash(),
  async meanwhile(world) {
    await world.quiet();
    await world.redis?.restart();
  },
};

const cutDatabase: Fault = {
  name: 'connections to the database are cut',
  inject({ fleet }) {
    fleet.cutLine();
    setImmediate(() => {
      fleet.mendLine();
    });
  },
  async meanwhile(world) {
    world.fleet.cutLine();
    await untilAllSaySo(world);
  },
};

/** The server crashes, replays its log and is there again; then once more, for as long as it takes everybody to notice. */
const restartedDatabase: Fault = {
  name: 'the database crashes and is started again',
  isPossible: ({ server }) => server !== undefined,
  async inject(world) {
    await crashDatabase(world);
    await recoverDatabase(world);
  },
  async meanwhile(world) {
    await crashDatabase(world);
    await untilAllSaySo(world);
    await recoverDatabase(world);
  },
};

async function crashDatabase({ disturbances, server }: World): Promise<void> {
  disturbances.begin('cut');
  await server?.crash();
}

async function recoverDatabase({ application, disturbances, server }: World): Promise<void> {
  await server?.recover();
  const isThere = () =>
    application.database.client.$queryRaw`SELECT 1`.then(
      () => true,
      () => false,
    );
  await waitFor('the database', isThere, LONG_MS);
  disturbances.end('cut');
}

/** Every API process that is up says that it cannot do anything. */
async function untilAllSaySo({ fleet }: World): Promise<void> {
  const doAll = async () => {
    const answers = fleet.apis().map((api) => api.visitor().send('GET', '/health/ready'));
    const statuses = await Promise.all(answers).catch(() => undefined);
    return statuses?.every(({ status }) => status === 503);
  };
  await waitFor('processes that say so', doAll, LONG_MS);
}

export const queueFaults: readonly Fault[] = [wipedQueue, restartedQueue, absentQueue];
export const databaseFaults: readonly Fault[] = [cutDatabase, restartedDatabase];

import {
  type BackendClasses,
  createPostgresBackend,
  createRedisBackend,
  type IQueueBackend,
  withBackend,
} from 'bullmq';

/** Jobs that a worker has in hand at once, and its connections to PostgreSQL: both as the product's (apps/api/src/platform/due-work). */
const CONCURRENCY = 8;
const POSTGRES_CONNECTIONS = 3;

const QUEUE = 'raw-jobs';

/** Jobs that are handed to the queue in one call. */
const BULK = 1_000;

/** How fast jobs were done. */
export type JobRate = { readonly perSecond: number; readonly cpuMsEach: number };

/** The yardstick: a queue without anything of ours around it. */
export type RawJobs = {
  /** Does so many jobs that are in the queue already, each of them `work`. */
  readonly run: (count: number, work: () => Promise<void>) => Promise<JobRate>;
  readonly close: () => Promise<void>;
};

/** @param redisUrl the queue is on Redis; else on PostgreSQL, in a schema of its own. */
export function rawJobs(databaseUrl: string, redisUrl: string | undefined): RawJobs {
  if (redisUrl !== undefined)
    return jobsOn(withBackend(createRedisBackend), { url: redisUrl, maxRetriesPerRequest: null });
  return jobsOn(withBackend(createPostgresBackend), {
    connectionString: databaseUrl,
    schema: 'raw_queue',
    migrate: true,
    max: POSTGRES_CONNECTIONS,
  });
}

function jobsOn<B extends IQueueBackend, C>({ Queue, Worker }: BackendClasses<B, C>, connection: C): RawJobs {
  const queue = new Queue(QUEUE, { connection });
  return {
    run: async (count, work) => {
      await queue.waitUntilReady();
      for (let added = 0; added < count; added += BULK) {
        const size = Math.min(BULK, count - added);
        const jobs = Array.from({ length: size }, () => ({
          name: 'job',
          data: {},
          opts: { removeOnComplete: true },
        }));
        await queue.addBulk(jobs);
      }
      const worker = new Worker(QUEUE, work, { connection, concurrency: CONCURRENCY, autorun: false });
      await worker.waitUntilReady();
      const { promise: allDone, resolve } = Promise.withResolvers<true>();
      let done = 0;
      worker.on('completed', () => {
        if (++done === count) resolve(true);
      });
      const cpu = process.cpuUsage();
      const from = performance.now();
      const running = worker.run();
      await allDone;
      const seconds = (performance.now() - from) / 1000;
      const { user, system } = process.cpuUsage(cpu);
      await worker.close();
      await running;
      return { perSecond: count / seconds, cpuMsEach: (user + system) / 1000 / count };
    },
    close: () => queue.close(),
  };
}

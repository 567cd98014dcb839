import { Redis } from 'ioredis';
import { type Check, type Finding, ok, problem, reasonOf, warning } from '../check.ts';
import { type Examination, withDatabase } from '../examination.ts';

/** README.md, "Environment"; BullMQ itself warns below it. */
const LEAST_VERSION = [6, 2] as const;
const FULL = 0.8;
const KEEP = 'maxmemory-policy noeviction';

export const queue: Check = {
  name: 'queue',
  title: 'Queue',
  run: (examination, signal) => {
    const { REDIS_URL: url } = examination.settings;
    return url === undefined ? onPostgres(examination) : onRedis(url, signal);
  },
};

function onPostgres(examination: Examination): Promise<readonly Finding[]> {
  return withDatabase(examination, async ({ pool }) => {
    const { rows } = await pool.query<{ tables: number }>(
      `SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname = 'queue'`,
    );
    if ((rows[0]?.tables ?? 0) > 0) return [ok('The queue is on PostgreSQL, and its tables are there.')];
    return [
      warning(
        'The queue is on PostgreSQL, and its tables are not there yet.',
        'The first start of the API makes them.',
      ),
    ];
  });
}

async function onRedis(url: string, signal: AbortSignal): Promise<readonly Finding[]> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
  let reason: unknown;
  redis.on('error', (failure: unknown) => {
    reason = failure;
  });
  signal.addEventListener('abort', () => {
    if (isOpen(redis)) redis.disconnect();
  });
  try {
    await redis.connect();
    const info = await redis.info();
    await redis.quit();
    return judge(fieldsOf(info));
  } catch (failure) {
    return [
      problem(
        `Redis does not answer: ${reasonOf(reason ?? failure)}.`,
        'Work is done later meanwhile, by the sweep. Look whether Redis runs, and at REDIS_URL: host, port, password.',
      ),
    ];
  }
}

/** A connection that was never made, or is over, has nothing to end. */
const isOpen = ({ status }: Redis): boolean =>
  status === 'connect' || status === 'connecting' || status === 'ready';

/** INFO answers lines of `name:value` (https://redis.io/docs/latest/commands/info/); managed servers allow it, unlike CONFIG. */
export function fieldsOf(info: string): ReadonlyMap<string, string> {
  const lines = info.split(/\r?\n/).filter((line) => /^\w+:/.test(line));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}

export function judge(fields: ReadonlyMap<string, string>): Finding[] {
  return [version(fields), eviction(fields), ...memory(fields), persistence(fields)];
}

function version(fields: ReadonlyMap<string, string>): Finding {
  const text = fields.get('redis_version') ?? '0';
  const [major = 0, minor = 0] = text.split('.').map(Number);
  const [leastMajor, leastMinor] = LEAST_VERSION;
  const isEnough = major > leastMajor || (major === leastMajor && minor >= leastMinor);
  if (isEnough) return ok(`Redis ${text}.`);
  return problem(`Redis is of version ${text}.`, `It has to be ${LEAST_VERSION.join('.')} or newer.`);
}

function eviction(fields: ReadonlyMap<string, string>): Finding {
  const policy = fields.get('maxmemory_policy');
  if (policy === undefined)
    return warning('Redis does not say what it does when it is full.', `It should be ${KEEP}.`);
  if (policy === 'noeviction') return ok('Redis throws nothing away when it is full (noeviction).');
  return problem(
    `Redis throws parts of the queue away when it is full (maxmemory-policy ${policy}).`,
    `Set ${KEEP}, in its configuration and by CONFIG SET.`,
  );
}

function memory(fields: ReadonlyMap<string, string>): Finding[] {
  const [used, limit] = [Number(fields.get('used_memory')), Number(fields.get('maxmemory'))];
  if (!limit || !(used > limit * FULL)) return [];
  return [
    warning(`Redis uses ${Math.round((used / limit) * 100)} % of its memory.`, 'Give it more (maxmemory).'),
  ];
}

function persistence(fields: ReadonlyMap<string, string>): Finding {
  const failed =
    fields.get('rdb_last_bgsave_status') === 'err' || fields.get('aof_last_write_status') === 'err';
  if (failed)
    return warning(
      'Redis could not save to its disk.',
      'Look at its log: it may take nothing any more while that lasts.',
    );
  return ok(
    fields.get('aof_enabled') === '1'
      ? 'Redis keeps what it holds on disk.'
      : 'Redis may forget what it holds when it restarts; nothing is lost by that, since what is due stands in the database.',
  );
}

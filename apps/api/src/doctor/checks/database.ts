import type pg from 'pg';
import { LANES } from '../../platform/due-work/lanes.ts';
import { type Check, type Finding, notApplicable, ok, problem, reasonOf, warning } from '../check.ts';
import type { Examination } from '../examination.ts';

const LEAST_VERSION = 16;
const EXTENSIONS = ['btree_gist'];
/** Connections of each queue, and of each worker of one, where the queue is on PostgreSQL. */
const QUEUE_CONNECTIONS = 3;
const DEFAULT_POOL_SIZE = 10;
const CROWDED = 0.8;

interface Row {
  version: number;
  maxConnections: number;
  reserved: number;
  connections: number;
  encoding: string;
  off: string[];
  extensions: string[];
  bytes: string;
}

export const database: Check = {
  name: 'database',
  title: 'Database',
  async run(examination) {
    if (!examination.database) return [notApplicable('DATABASE_URL is not set or is no address.')];
    try {
      const row = await read(examination.database.pool);
      return judge(row, connectionsWanted(examination));
    } catch (failure) {
      return [
        problem(
          `The database does not answer: ${reasonOf(failure)}.`,
          'Look whether PostgreSQL runs and is reached from here, and at DATABASE_URL: host, port, name, user and password.',
        ),
      ];
    }
  },
};

async function read(pool: pg.Pool): Promise<Row> {
  const { rows } = await pool.query<Row>(`
    SELECT current_setting('server_version_num')::int / 10000 AS version,
      current_setting('max_connections')::int AS "maxConnections",
      current_setting('superuser_reserved_connections')::int AS reserved,
      (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS connections,
      current_setting('server_encoding') AS encoding,
      ARRAY(SELECT name::text FROM pg_settings
        WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off' ORDER BY name) AS off,
      ARRAY(SELECT extname::text FROM pg_extension) AS extensions,
      pg_database_size(current_database())::text AS bytes`);
  const [row] = rows;
  if (!row) throw new Error('A statement that reads settings answers a row');
  return row;
}

/** What one API and one worker may open; the queue's connections come on top where it is on PostgreSQL. */
export function connectionsWanted({ settings }: Pick<Examination, 'settings'>): number {
  const pools = 2 * (Number(settings.DATABASE_POOL_SIZE) || DEFAULT_POOL_SIZE);
  // The API has a queue for each lane; the worker has that, and one that takes the jobs of it.
  return pools + (settings.REDIS_URL ? 0 : 3 * LANES.length * QUEUE_CONNECTIONS);
}

export function judge(row: Row, wanted: number): Finding[] {
  const { version, extensions, encoding, off } = row;
  const missing = EXTENSIONS.filter((name) => !extensions.includes(name));
  return [
    version >= LEAST_VERSION
      ? ok(`PostgreSQL ${version}, ${Math.ceil(Number(row.bytes) / 1_048_576)} MB.`)
      : problem(`PostgreSQL is of version ${version}.`, `It has to be ${LEAST_VERSION} or newer.`),
    missing.length === 0
      ? ok(`Extensions: ${EXTENSIONS.join(', ')}.`)
      : problem(
          `The extension ${missing.join(', ')} is missing.`,
          'The migrations make it; it may need the right to.',
        ),
    encoding === 'UTF8'
      ? ok('Texts are UTF-8.')
      : problem(
          `Texts are ${encoding}.`,
          'Names of people do not fit in: make the database anew with ENCODING UTF8.',
        ),
    off.length === 0
      ? ok('What is committed survives a crash (fsync, full_page_writes and synchronous_commit are on).')
      : problem(`${off.join(', ')} is off: a crash loses bookings and payments.`, 'Switch it on.'),
    connections(row, wanted),
  ];
}

function connections(
  { maxConnections, reserved, connections: open }: Pick<Row, 'maxConnections' | 'reserved' | 'connections'>,
  wanted: number,
): Finding {
  const free = maxConnections - reserved;
  const seen = `${open} of ${free} connections are open; one API and one worker may want ${wanted}.`;
  if (free < wanted) return problem(seen, 'Raise max_connections, or lower DATABASE_POOL_SIZE.');
  if (open > free * CROWDED)
    return warning(seen, 'Raise max_connections, lower DATABASE_POOL_SIZE, or run fewer processes.');
  return ok(seen);
}

import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { LaunchError } from './bootstrap.mjs';
import { type Instance, formerClusterFolder, isRoot } from './paths.ts';
import { PidFiles } from './pid-files.ts';
import { accepts } from './ports.ts';
import { binariesFolder } from './postgres-binaries.ts';
import { takeOverCluster } from './root-folder.ts';
import { Service } from './service.ts';

/** The unprivileged user `nobody`, as whom PostgreSQL runs when the launcher runs as root. */
const NOBODY = { uid: 65534, gid: 65534 } as const;

/** The name of the service. */
const SERVICE = 'postgres';

/** The database role and the database of the application. */
const ROLE = 'greenroom';
const DATABASE = 'greenroom';

/** `kept` survives a power cut; `crash-safe` a crash of the server, not of the machine; `throw-away` gives up durability for speed. */
export type Durability = 'kept' | 'crash-safe' | 'throw-away';

/** The embedded PostgreSQL of one instance: real PostgreSQL binaries from npm, on a loopback port. */
export class Postgres {
  readonly service: Service;
  readonly #instance: Instance;
  readonly #port: number;
  readonly #binaries: string;
  readonly #dataFolder: string;
  readonly #passwordFile: string;

  constructor(instance: Instance, port: number, durability: Durability) {
    this.#instance = instance;
    this.#port = port;
    this.#binaries = binariesFolder();
    if (isRoot() && durability === 'kept')
      takeOverCluster(formerClusterFolder(instance), instance.clusterFolder);
    this.#dataFolder = path.join(instance.clusterFolder, 'data');
    this.#passwordFile = path.join(instance.clusterFolder, 'password');
    const settings = [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'max_connections=200',
      'log_timezone=UTC',
      'timezone=UTC',
    ];
    if (durability !== 'kept') settings.push('fsync=off', 'full_page_writes=off');
    if (durability === 'throw-away') settings.push('synchronous_commit=off');
    this.service = new Service(instance, {
      name: SERVICE,
      command: path.join(this.#binaries, 'bin', 'postgres'),
      args: ['-D', this.#dataFolder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      ...this.#environment(),
      stopSignal: 'SIGINT', // PostgreSQL's fast shutdown: ends open connections; SIGTERM would wait for them
      isReady: () => this.#isReady(),
    });
  }

  /** The port on which this instance's server runs already, started by another launcher. */
  static runningPort(instance: Instance): number | undefined {
    if (!new PidFiles(instance).isRunning(SERVICE)) return undefined;
    const lockFile = path.join(instance.clusterFolder, 'data', 'postmaster.pid');
    // Process, data folder, start, port: one a line (PostgreSQL, src/include/utils/pidfile.h).
    const [, , , port] = existsSync(lockFile) ? readFileSync(lockFile, 'utf8').split('\n') : [];
    return port === undefined ? undefined : Number(port);
  }

  /** The address of a database of this server, with the password of its only role. */
  url(database = DATABASE): string {
    const password = readFileSync(this.#passwordFile, 'utf8').trim();
    return `postgresql://${ROLE}:${password}@127.0.0.1:${this.#port}/${database}`;
  }

  /** Starts the server, beginning with an empty cluster if there is none, and creates the database if need be. */
  async start(): Promise<void> {
    if (!existsSync(path.join(this.#dataFolder, 'PG_VERSION'))) this.#createCluster();
    await this.service.start();
    await withClient(this.url('postgres'), async (client) => {
      const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
      if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
    });
  }

  /** Makes a copy of the application's database; nobody may be connected to it. */
  async copyDatabase(name: string): Promise<void> {
    await withClient(this.url('postgres'), (client) =>
      client.query(`CREATE DATABASE ${name} TEMPLATE ${DATABASE}`),
    );
  }

  /** Removes the cluster with all its data; the server must not run. */
  destroy(): void {
    rmSync(this.#instance.clusterFolder, { recursive: true, force: true });
  }

  #createCluster(): void {
    const { clusterFolder } = this.#instance;
    this.destroy(); // what a start that was interrupted may have left
    mkdirSync(clusterFolder, { recursive: true, mode: 0o755 });
    writeFileSync(this.#passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
    if (isRoot())
      for (const file of [clusterFolder, this.#passwordFile]) chownSync(file, NOBODY.uid, NOBODY.gid);
    const { user, ...options } = this.#environment();
    const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const result = spawnSync(
      path.join(this.#binaries, 'bin', 'initdb'),
      [
        '-D',
        this.#dataFolder,
        '-U',
        ROLE,
        '--auth=scram-sha-256',
        `--pwfile=${this.#passwordFile}`,
        ...locale,
        '--no-sync',
      ],
      { ...options, ...user, encoding: 'utf8' },
    );
    if (result.status !== 0) {
      throw new LaunchError(
        `PostgreSQL could not create its data folder:\n${result.error?.message ?? result.stderr}`,
      );
    }
  }

  #environment() {
    return {
      cwd: '/',
      env: { ...process.env, HOME: this.#instance.clusterFolder, LC_ALL: 'C.UTF-8' },
      user: isRoot() ? NOBODY : undefined,
    };
  }

  /** Accepting connections is not enough: it may still replay its log, or be another server on this port. */
  async #isReady(): Promise<boolean> {
    const lockFile = path.join(this.#dataFolder, 'postmaster.pid');
    if (!(await accepts(this.#port)) || !existsSync(lockFile)) return false;
    const [pid] = readFileSync(lockFile, 'utf8').split('\n');
    if (Number(pid) !== this.service.pid) return false;
    return withClient(this.url('postgres'), () => Promise.resolve(true)).catch((error: unknown) => {
      if (error instanceof pg.DatabaseError && error.code === '57P03') return false; // still starting up
      throw error;
    });
  }
}

/** Runs `work` with a connection of its own. */
async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { installFromDebian } from '../launcher/debian.ts';
import { isRoot } from '../launcher/paths.ts';
import { accepts, freePort } from '../launcher/ports.ts';

const NOBODY = { uid: 65_534, gid: 65_534 };
/** Generous: a machine that does other things too. */
const READY_MS = 60_000;

/** Folder of Debian's PostgreSQL, server and clients of one version, installed where that is possible. */
export function findPostgresPrograms(): string | undefined {
  if (search() === undefined) installFromDebian('postgresql');
  return search();
}

function search(): string | undefined {
  const [dump] = globSync('/usr/lib/postgresql/*/bin/pg_dump').toSorted().toReversed();
  return dump === undefined ? undefined : path.dirname(dump);
}

/** A throw-away server with the role and the database of the product. The embedded one has no clients to save it with. */
export interface RunningPostgres {
  /** For the programs of PostgreSQL: where they are, and whom they ask. */
  readonly environment: Readonly<Record<string, string>>;
  /** What an SQL statement answers, unaligned. */
  query(statement: string): string;
  stop(): Promise<void>;
}

/** @throws Error when it does not start */
export async function startPostgres(programs: string): Promise<RunningPostgres> {
  const folder = mkdtempSync(path.join(tmpdir(), 'greenroom-postgres-'));
  const user = isRoot() ? NOBODY : {};
  if (isRoot()) chownSync(folder, NOBODY.uid, NOBODY.gid);
  const port = await freePort();
  const data = path.join(folder, 'data');
  const options = { cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' }, ...user };
  const made = spawnSync(
    path.join(programs, 'initdb'),
    ['-D', data, '-U', 'greenroom', '--auth=trust', '--no-sync'],
    options,
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr.toString()}`);
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
  const server = spawn(
    path.join(programs, 'postgres'),
    ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    { ...options, stdio: 'ignore' },
  );
  const exited = once(server, 'exit');
  const stop = async () => {
    server.kill('SIGINT');
    await exited;
    rmSync(folder, { recursive: true });
  };
  const environment = {
    PATH: `${programs}:${process.env.PATH ?? ''}`,
    PGHOST: '127.0.0.1',
    PGPORT: String(port),
  };
  const ask = (database: string, statement: string) =>
    spawnSync('psql', ['-U', 'greenroom', '-d', database, '-Atqc', statement], { env: environment });
  const giveUp = performance.now() + READY_MS;
  while (!(await accepts(port)) || ask('postgres', 'CREATE DATABASE greenroom').status !== 0) {
    if (server.exitCode !== null || performance.now() > giveUp) {
      await stop();
      throw new Error('PostgreSQL does not start');
    }
    await wait(50);
  }
  const query = (statement: string) => {
    const { status, stdout, stderr } = ask('greenroom', statement);
    if (status !== 0) throw new Error(stderr.toString());
    return stdout.toString().trim();
  };
  return { environment, query, stop };
}

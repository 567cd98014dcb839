import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findProgram, installFromDebian } from '../launcher/debian.ts';
import { accepts, freePort } from '../launcher/ports.ts';

const READY_MS = 10_000;

/** A Redis for tests, which keeps nothing on disk. */
export interface TestRedis {
  readonly url: string;
  /** Ends it at once, and with it everything that it held. */
  readonly crash: () => Promise<void>;
  /** Starts it again at the same address. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts a throw-away Redis, installing Debian's package where that is possible; undefined where there is none. */
export async function startRedis(): Promise<TestRedis | undefined> {
  const program = findOrInstallRedis();
  if (program === undefined) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'greenroom-redis-'));
  const port = await freePort();
  let running = await run(program, port, folder);
  const end = async (signal: NodeJS.Signals) => {
    running.process.kill(signal);
    await running.exited;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    crash: () => end('SIGKILL'),
    async restart() {
      running = await run(program, port, folder);
    },
    async stop() {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves when it answers. */
async function run(program: string, port: number, folder: string) {
  const settings = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'no' };
  const options = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const redis = spawn(program, options, { stdio: 'ignore' });
  const exited = once(redis, 'exit');
  const giveUp = performance.now() + READY_MS;
  while (!(await accepts(port))) {
    if (redis.exitCode !== null || performance.now() > giveUp) {
      redis.kill('SIGKILL');
      throw new Error(`${program} does not start`);
    }
    await wait(50);
  }
  return { process: redis, exited };
}

function findOrInstallRedis(): string | undefined {
  const found = findProgram('redis-server');
  if (found === undefined) installFromDebian('redis-server');
  return found ?? findProgram('redis-server');
}

import { rmSync } from 'node:fs';
import { ROOT, instanceFolders } from '../launcher/paths.ts';
import { freePort } from '../launcher/ports.ts';
import { Service } from '../launcher/service.ts';
import { cpuMs, residentBytes } from './process-usage.ts';

/** How often a server that is starting is asked whether it is ready, and how long before its process is looked at, in milliseconds. */
const ASK_INTERVAL = 5;
const ASK_AT_ONCE = 500;

/** The two that are compared, and the process that does what is due. */
export type Kind = 'api' | 'bare' | 'worker';

const ENTRY = {
  api: ['--enable-source-maps', 'dist/apps/api/main.js'],
  worker: ['--enable-source-maps', 'dist/apps/api/worker.js'],
  bare: ['tools/bench/bare-server/main.ts'],
} as const satisfies Record<Kind, readonly string[]>;

/** A server process that is measured from outside. */
export type Server = {
  readonly url: string;
  /** From spawning the process to the first success of `/health/ready`, in milliseconds. */
  readonly startMs: number;
  readonly cpuMs: () => number;
  readonly residentBytes: () => number;
  readonly stop: () => Promise<void>;
};

let started = 0;

/** Starts processes of the API, of its worker and of the yardstick, each with its log in a folder that goes away with all of them. */
export class Servers {
  readonly #instance = instanceFolders(`test-${process.pid}-bench`);
  readonly #running = new Set<Service>();

  /** @param env the API's complete environment; the port is chosen here */
  async start(kind: Kind, env: Readonly<Record<string, string>>): Promise<Server> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const service = new Service(this.#instance, {
      name: `${kind}-${++started}`,
      command: process.execPath,
      args: ENTRY[kind],
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        ...env,
        [kind === 'worker' ? 'WORKER_PORT' : 'PORT']: String(port),
      },
      isReady: () => becomesReady(`${url}/health/ready`),
    });
    this.#running.add(service);
    const from = performance.now();
    await service.start();
    const startMs = performance.now() - from;
    const pid = service.pid;
    if (pid === undefined) throw new Error(`${service.name} has no process`);
    return {
      url,
      startMs,
      cpuMs: () => cpuMs(pid),
      residentBytes: () => residentBytes(pid),
      stop: async () => {
        this.#running.delete(service);
        await service.stop();
      },
    };
  }

  async stopAll(): Promise<void> {
    for (const service of this.#running) await service.stop();
    rmSync(this.#instance.folder, { recursive: true, force: true });
  }
}

async function becomesReady(url: string): Promise<boolean> {
  for (const until = performance.now() + ASK_AT_ONCE; performance.now() < until;) {
    const ready = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return true;
    await new Promise((resolve) => setTimeout(resolve, ASK_INTERVAL));
  }
  return false;
}

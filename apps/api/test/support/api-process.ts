import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { freePort, PUBLIC_URL, type TestApplication } from './application.ts';
import { Client } from './client.ts';
import { settingsOf } from './settings.ts';
import { LONG_MS, waitFor } from './wait-for.ts';

/** The folder of the checkout. */
export const ROOT = path.resolve(import.meta.dirname, '../../../..');

/** Compiles the API into a folder, as its build does. */
export function compileApi(folder: string): void {
  const swc = path.join(ROOT, 'node_modules/@swc/cli/bin/swc.js');
  const output = ['src', '--out-dir', folder, '--strip-leading-paths', '--copy-files'];
  const { status, stderr } = spawnSync(process.execPath, [swc, ...output, '--ignore', '**/*.spec.ts'], {
    cwd: path.join(ROOT, 'apps/api'),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The API does not compile: ${stderr}`);
}

/** The API as it is shipped, compiled into a folder of its own. */
export class CompiledApi {
  private readonly folder = path.join(ROOT, '.local', `test-api-${randomBytes(6).toString('hex')}`);
  private readonly running: ServiceProcess[] = [];

  constructor() {
    compileApi(this.folder);
  }

  /** Starts an API process beside an application of a test: the same database and secrets, and what `settings` says otherwise. */
  async start(
    application: TestApplication,
    settings: Readonly<Record<string, string>> = {},
  ): Promise<ApiProcess> {
    const port = await freePort();
    const child = this.spawn('main.js', application, { ...settings, PORT: String(port) });
    const started = new ApiProcess(child, `http://127.0.0.1:${port}`);
    await this.untilUp(started, 'an API process that answers', () => started.isListening());
    return started;
  }

  /** The same for a worker process. */
  async startWorker(
    application: TestApplication,
    settings: Readonly<Record<string, string>> = {},
  ): Promise<ServiceProcess> {
    const started = new ServiceProcess(this.spawn('worker.js', application, settings));
    await this.untilUp(started, 'a worker', () =>
      started.log.some(({ msg }) => String(msg).includes('DueWorkRunnerModule')),
    );
    return started;
  }

  /** The courier of recordings: it knows the API's address and secret, and a folder. */
  async startCourier(
    application: TestApplication,
    settings: { readonly GREENROOM_API_URL: string; readonly RECORDINGS_FOLDER: string },
  ): Promise<ServiceProcess> {
    const child = this.spawn('recordings/courier/main.js', application, { ...settings, PORT: '0' });
    const started = new ServiceProcess(child);
    await this.untilUp(started, 'a courier', () =>
      started.log.some(({ msg }) => msg === 'The courier has begun'),
    );
    return started;
  }

  /** A process that does not come up is ended: nobody would have it to end it later. */
  private async untilUp(
    started: ServiceProcess,
    what: string,
    isUp: () => Promise<boolean> | boolean,
  ): Promise<void> {
    this.running.push(started);
    try {
      const look = () => {
        if (!started.isRunning) throw new Error(`It ended: ${started.output}`);
        return isUp();
      };
      await waitFor(what, look, LONG_MS);
    } catch (failure) {
      started.signal('SIGKILL');
      throw failure;
    }
  }

  private spawn(
    entry: string,
    { environment }: TestApplication,
    settings: Readonly<Record<string, string>>,
  ): ChildProcess {
    return spawn(process.execPath, [path.join(this.folder, entry)], {
      env: { ...settingsOf(environment), LOG_LEVEL: 'info', ...settings },
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  async remove(): Promise<void> {
    for (const one of this.running) {
      one.signal('SIGKILL');
      await one.exited;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A running process. */
export class ServiceProcess {
  private readonly lines: string[] = [];
  /** Resolves when it has ended, however. */
  readonly exited: Promise<unknown>;

  constructor(private readonly child: ChildProcess) {
    this.exited = once(child, 'exit');
    for (const stream of [child.stdout, child.stderr])
      if (stream) createInterface(stream).on('line', (line) => this.lines.push(line));
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Whether it ended as kill -9 ends it. */
  get wasKilled(): boolean {
    return this.child.signalCode === 'SIGKILL';
  }

  /** Everything it wrote. */
  get output(): string {
    return this.lines.join('\n');
  }

  /** The lines of its structured log. */
  get log(): Record<string, unknown>[] {
    return this.lines
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}

/** A running API process. */
export class ApiProcess extends ServiceProcess {
  constructor(
    child: ChildProcess,
    readonly url: string,
  ) {
    super(child);
  }

  visitor(): Client {
    return new Client(this.url, PUBLIC_URL);
  }

  async isListening(): Promise<boolean> {
    return fetch(`${this.url}/health/live`).then(
      ({ ok }) => ok,
      () => false,
    );
  }
}

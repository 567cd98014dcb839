import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LaunchError } from './bootstrap.mjs';
import type { Instance } from './paths.ts';
import { PidFiles } from './pid-files.ts';

/** How long a service may take to answer for the first time, and to end, in milliseconds. */
const READY_TIMEOUT = 60_000;
const STOP_TIMEOUT = 10_000;
const READY_INTERVAL = 50;

/** How many of its last log lines are shown when a service dies. */
const TAIL_LINES = 20;

/** What it takes to run one service. */
export type ServiceSpec = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** User and group to run as; only root may change them. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** What asks the service to end in order; SIGTERM unless said otherwise. */
  readonly stopSignal?: NodeJS.Signals;
  /** How long it may take until it is ready, in milliseconds; a minute unless said otherwise. */
  readonly readyTimeout?: number;
  /** True once the service does its work; asked again and again after each start. */
  readonly isReady: () => Promise<boolean>;
};

/** What can be said of a service that has ended. */
export type EndedService = Pick<Service, 'name' | 'logFile' | 'tail'>;

/**
 * One child process with its log file, its pid note and its readiness.
 *
 * It runs in a process group of its own: a Ctrl-C in the terminal reaches the launcher alone, which then ends the
 * services in order.
 */
export class Service {
  readonly name: string;
  readonly logFile: string;
  /** Told when the process ends without having been asked to. */
  onUnexpectedExit: ((service: EndedService, how: string) => void) | undefined;
  readonly #spec: ServiceSpec;
  readonly #pidFiles: PidFiles;
  #child: ChildProcess | undefined;
  #exited: Promise<string> = Promise.resolve('not started');
  #stopping = false;

  constructor(instance: Instance, spec: ServiceSpec) {
    this.name = spec.name;
    this.#spec = spec;
    this.#pidFiles = new PidFiles(instance);
    const logs = path.join(instance.folder, 'logs');
    mkdirSync(logs, { recursive: true });
    this.logFile = path.join(logs, `${spec.name}.log`);
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  get isRunning(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Starts the process and resolves when it is ready; a process that ends first is an error with its last lines. */
  async start(): Promise<void> {
    const { command, args, env, cwd, user, isReady, readyTimeout = READY_TIMEOUT } = this.#spec;
    this.#stopping = false;
    const log = openSync(this.logFile, 'w');
    const child = spawn(command, args, { env, cwd, ...user, detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    this.#child = child;
    let isUp = false;
    this.#exited = new Promise((resolve) => {
      const ended = (how: string) => {
        this.#pidFiles.remove(this.name);
        if (isUp && !this.#stopping) this.onUnexpectedExit?.(this, how);
        resolve(how);
      };
      child.once('error', (error) => {
        ended(error.message);
      });
      child.once('exit', (code, signal) => {
        ended(signal ? `signal ${signal}` : `exit code ${code}`);
      });
    });
    if (child.pid !== undefined) this.#pidFiles.write(this.name, child.pid, this.#stopSignal);
    for (const deadline = Date.now() + readyTimeout; !(await isReady());) {
      if (!this.isRunning) throw new LaunchError(this.#report(`did not start (${await this.#exited})`));
      if (Date.now() > deadline) throw new LaunchError(this.#report('does not answer'));
      await Promise.race([this.#exited, delay(READY_INTERVAL)]);
    }
    // Whoever answered must be our own child, not a stranger on its port.
    if (!this.isRunning) throw new LaunchError(this.#report(`ended while starting (${await this.#exited})`));
    isUp = true;
  }

  /** Asks the process to end and waits for it; kills it when it does not. */
  async stop(): Promise<void> {
    await this.kill(this.#stopSignal);
  }

  /** Sends a signal that ends the process (a fault test's SIGKILL, say) and waits until it is gone. */
  async kill(signal: NodeJS.Signals): Promise<void> {
    if (!this.isRunning) return;
    this.#stopping = true;
    this.#child?.kill(signal);
    const timer = setTimeout(() => this.#child?.kill('SIGKILL'), STOP_TIMEOUT);
    await this.#exited;
    clearTimeout(timer);
  }

  /** Sends any signal and returns at once, e.g. SIGSTOP and SIGCONT to freeze and wake the process. */
  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** The last lines of the service's log. */
  tail(): string {
    return readFileSync(this.logFile, 'utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
  }

  get #stopSignal(): NodeJS.Signals {
    return this.#spec.stopSignal ?? 'SIGTERM';
  }

  #report(what: string): string {
    return `${this.name} ${what}. Its log (${this.logFile}) ends with:\n${this.tail()}`;
  }
}

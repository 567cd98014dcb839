import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LaunchError } from './bootstrap.mjs';
import type { Instance } from './paths.ts';

/** The name under which the launcher itself is noted; every other note is a service. */
const LAUNCHER = 'launcher';

/** How long a left-over process may take to end before it is killed, in milliseconds. */
const REAP_GRACE = 8000;

type Note = {
  readonly pid: number;
  /** When the operating system started the process: tells it from a later one with the same pid. */
  readonly started: string;
  readonly signal: NodeJS.Signals;
};

/**
 * Notes of the processes an instance has running, so that the next run can end what a killed one left behind.
 *
 * A killed launcher (`kill -9`, out of memory) cannot stop its children. They would keep the database's folder
 * locked and answer on old ports, so that a broken start looks like a good one.
 */
export class PidFiles {
  readonly #folder: string;

  constructor(instance: Instance) {
    this.#folder = path.join(instance.folder, 'run');
    mkdirSync(this.#folder, { recursive: true });
  }

  /** Notes a running service; `signal` is what asks it to end. */
  write(name: string, pid: number, signal: NodeJS.Signals): void {
    const note: Note = { pid, started: startOf(pid) ?? '', signal };
    writeFileSync(this.#file(name), JSON.stringify(note));
  }

  remove(name: string): void {
    rmSync(this.#file(name), { force: true });
  }

  /** True while the service runs that was noted under this name. */
  isRunning(name: string): boolean {
    const note = this.#read(name);
    return note !== undefined && isSame(note);
  }

  /**
   * Makes this process the instance's only launcher: refuses while another one runs, else ends what a dead one left.
   *
   * @returns the names of the services that had to be ended
   */
  async takeOver(): Promise<string[]> {
    const owner = this.#read(LAUNCHER);
    if (owner && owner.pid !== process.pid && isSame(owner)) {
      throw new LaunchError(
        `Greenroom already runs from this folder (process ${owner.pid}). Stop it first: Ctrl-C in its terminal, or kill ${owner.pid}`,
      );
    }
    const reaped: string[] = [];
    for (const file of readdirSync(this.#folder)) {
      const name = path.basename(file, '.json');
      const note = this.#read(name);
      if (name !== LAUNCHER && note && isSame(note)) {
        await end(name, note);
        reaped.push(name);
      }
      this.remove(name);
    }
    this.write(LAUNCHER, process.pid, 'SIGTERM');
    return reaped;
  }

  /** Forgets this launcher; services have removed their own notes when they ended. */
  release(): void {
    this.remove(LAUNCHER);
  }

  #file(name: string): string {
    return path.join(this.#folder, `${name}.json`);
  }

  #read(name: string): Note | undefined {
    if (!existsSync(this.#file(name))) return undefined;
    try {
      return JSON.parse(readFileSync(this.#file(name), 'utf8')) as Note;
    } catch {
      return undefined; // half written when the machine went down
    }
  }
}

function isSame(note: Note): boolean {
  return note.started !== '' && startOf(note.pid) === note.started;
}

async function end(name: string, note: Note): Promise<void> {
  try {
    process.kill(note.pid, note.signal);
  } catch {
    if (!isSame(note)) return; // it ended by itself meanwhile
    throw new LaunchError(
      `${name} of an earlier run still runs (process ${note.pid}), and belongs to another user.\n` +
        `  End it first: sudo kill ${note.pid}`,
    );
  }
  for (let waited = 0; isSame(note); waited += 50) {
    if (waited === REAP_GRACE) process.kill(note.pid, 'SIGKILL');
    await delay(50);
  }
}

/** When the process began, in the operating system's own words; undefined when there is none with this pid. */
function startOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // Fields after the command's closing bracket: [0] is the state (Z: dead, not yet collected), [19] the start.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? undefined : fields[19];
    }
    if (process.platform === 'win32') {
      process.kill(pid, 0);
      return 'unknown';
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

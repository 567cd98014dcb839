import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { LaunchError } from './bootstrap.mjs';
import { ROOT } from './paths.ts';

/** Settings of the tools we call, so that they stay offline and quiet. */
const TOOL_ENVIRONMENT = {
  CHECKPOINT_DISABLE: '1',
  NG_CLI_ANALYTICS: 'false',
  NX_DAEMON: 'false',
  NX_TUI: 'false',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  // `prisma generate` never runs the schema engine, but would download it; any program will do in its place.
  PRISMA_SCHEMA_ENGINE_BINARY: process.platform === 'win32' ? process.execPath : '/bin/true',
};

/** The environment for tools: ours, with this Node and the installed programs first on the path. */
export function toolEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const folders = [
    path.dirname(process.execPath),
    path.join(ROOT, 'node_modules', '.bin'),
    process.env.PATH ?? '',
  ];
  return { ...process.env, ...TOOL_ENVIRONMENT, PATH: folders.join(path.delimiter), ...extra };
}

export type Outcome = { readonly code: number; readonly output: string };

/** How to run a Node program. */
export type RunOptions = {
  readonly env?: NodeJS.ProcessEnv;
  /** Keeps the output for the outcome instead of showing it. */
  readonly quiet?: boolean;
  /**
   * Runs it in a process group of its own, for programs with processes of their own: all of them are asked to end,
   * once, whether a person pressed Ctrl-C or something else ends the launcher alone.
   */
  readonly group?: boolean;
};

/** How long a program may take to end before it is killed, in milliseconds. */
const END_GRACE = 15_000;

/** The programs that run at this moment, with what sends them a signal. */
const running = new Map<ChildProcess, (signal: NodeJS.Signals) => void>();

/** True once everything is to end: nothing is started any more. */
let isEnding = false;

/**
 * Asks every program that is still running to end, as Ctrl-C in a terminal does: test runners then end their own
 * processes first. Resolves when all are gone; from now on nothing more is started.
 */
export async function endRunning(): Promise<void> {
  isEnding = true;
  const gone = [...running.keys()].map((child) => once(child, 'close'));
  for (const send of running.values()) send('SIGINT');
  const timer = setTimeout(() => {
    for (const send of running.values()) send('SIGKILL');
  }, END_GRACE);
  await Promise.all(gone);
  clearTimeout(timer);
}

function sender(child: ChildProcess, group: boolean): (signal: NodeJS.Signals) => void {
  const { pid } = child;
  if (!group || pid === undefined) return (signal) => child.kill(signal);
  return (signal) => {
    try {
      process.kill(-pid, signal); // kill(2): a negative id names the group
    } catch {
      child.kill(signal); // the group is gone already
    }
  };
}

/** Runs a Node program from the root of the checkout and resolves with how it ended, whatever that is. */
export function runNode(
  args: readonly string[],
  { env, quiet = false, group = false }: RunOptions = {},
): Promise<Outcome> {
  const isGroup = group && process.platform !== 'win32';
  if (isEnding) return Promise.reject(new LaunchError('It was asked to end.'));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: toolEnvironment(env),
      detached: isGroup,
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    running.set(child, sender(child, isGroup));
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.once('error', reject);
    child.once('close', (code) => {
      running.delete(child);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** Runs a Node program that must succeed; its output is shown only when it does not. */
export async function mustRunNode(
  name: string,
  args: readonly string[],
  env?: NodeJS.ProcessEnv,
): Promise<string> {
  const { code, output } = await runNode(args, { env, quiet: true });
  if (code !== 0) throw new LaunchError(`${name} failed (exit code ${code}):\n${output.trimEnd()}`);
  return output;
}

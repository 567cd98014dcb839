import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findProgram, installFromDebian } from '../launcher/debian.ts';
import { ROOT, isRoot } from '../launcher/paths.ts';
import { accepts, freePort } from '../launcher/ports.ts';
import { writeCertificate } from './certificate.ts';

const STREAM_MODULE = '/usr/lib/nginx/modules/ngx_stream_module.so';
const PROXY_FILES = path.join(ROOT, 'deploy/jitsi/proxy');
/** Whom nginx runs as where we are root: in the container it is no super-user either. */
const NOBODY = { uid: 65_534, gid: 65_534 };
/** Generous: a machine that does other things too. */
const READY_MS = 30_000;

/** True when this machine has nginx with its module for streams, or could install it. */
export function hasProxy(): boolean {
  if (isThere()) return true;
  installFromDebian('nginx', 'libnginx-mod-stream');
  return isThere();
}

function isThere(): boolean {
  return findProgram('nginx') !== undefined && existsSync(STREAM_MODULE);
}

/** The reverse proxy of deploy/jitsi on free ports, started as its container starts it. */
export interface RunningProxy {
  readonly httpPort: number;
  readonly httpsPort: number;
  readonly challenges: string;
  /** Puts another certificate into its place and lets it be read. */
  renewCertificate(serial: number): Promise<void>;
  /** Everything it wrote, its log of requests included. */
  output(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * @param settings of the start script; certificate and challenges are made
 * @throws Error with what it says, when it does not start
 */
export async function startProxy(settings: Readonly<Record<string, string>>): Promise<RunningProxy> {
  const folder = await mkdtemp(path.join(tmpdir(), 'greenroom-proxy-'));
  await chmod(folder, 0o755);
  await cp(PROXY_FILES, path.join(folder, 'proxy'), { recursive: true });
  const [run, certificates, challenges] = ['run', 'certificates', 'challenges'].map((name) =>
    path.join(folder, name),
  ) as [string, string, string];
  for (const one of [run, certificates, challenges]) {
    await mkdir(one);
    if (isRoot()) await chown(one, NOBODY.uid, NOBODY.gid);
  }
  const certify = async (serial: number) => {
    writeCertificate(certificates, ['interviews.test', 'turn.test'], serial);
    await chmod(path.join(certificates, 'privkey.pem'), 0o644);
  };
  await certify(1);

  const [httpPort, httpsPort] = [await freePort(), await freePort()];
  // A file rather than a pipe: nginx opens /dev/stdout anew, and Node's pipes are sockets, which cannot be.
  const log = path.join(run, 'output.log');
  const file = await open(log, 'a');
  if (isRoot()) await file.chown(NOBODY.uid, NOBODY.gid);
  const child = spawn('sh', [path.join(folder, 'proxy/start.sh')], {
    env: {
      PATH: `${process.env.PATH ?? ''}:/usr/sbin`,
      RUN_FOLDER: run,
      CERTIFICATES: certificates,
      CHALLENGES: challenges,
      HTTP_PORT: String(httpPort),
      HTTPS_PORT: String(httpsPort),
      ...settings,
    },
    cwd: folder,
    stdio: ['ignore', file.fd, file.fd],
    ...(isRoot() && NOBODY),
  });
  await file.close();
  const exited = once(child, 'exit');
  const output = () => readFile(log, 'utf8');
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
    await rm(folder, { recursive: true });
  };
  const giveUp = performance.now() + READY_MS;
  while (!((await accepts(httpPort)) && (await accepts(httpsPort)))) {
    if (child.exitCode !== null || performance.now() > giveUp) {
      const said = await output();
      await stop();
      throw new Error(said);
    }
    await wait(20);
  }
  const renewCertificate = async (serial: number) => {
    await certify(serial);
    child.kill('SIGHUP');
  };
  return { httpPort, httpsPort, challenges, renewCertificate, output, stop };
}

import { spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findProgram, installFromDebian } from '../launcher/debian.ts';
import { ROOT } from '../launcher/paths.ts';
import { accepts, freePort } from '../launcher/ports.ts';
import { writeCertificate } from './certificate.ts';

/** Generous: a machine that does other things too. */
const READY_MS = 30_000;
const START_SCRIPT = path.join(ROOT, 'deploy/jitsi/coturn/start.sh');

/** True when this machine has coturn, or could install it. */
export function hasCoturn(): boolean {
  if (findProgram('turnserver') === undefined) installFromDebian('coturn');
  return findProgram('turnserver') !== undefined;
}

/** A coturn on the loopback interface, with the configuration of deploy/jitsi. */
export interface RunningCoturn {
  readonly port: number;
  readonly tlsPort: number;
  readonly certificates: string;
  /** What it shares with the API. */
  readonly secret: string;
  /** Credentials as the API mints them, for so many seconds from now. */
  credentials(seconds: number): { readonly username: string; readonly credential: string };
  log(): string;
  /** Lets it read its certificate again. */
  reload(): void;
  stop(): Promise<void>;
}

/**
 * @param peers whom it relays to, as `TURN_PEERS`
 * @throws Error when it does not start
 */
export async function startCoturn(peers: string): Promise<RunningCoturn> {
  const folder = mkdtempSync(path.join(tmpdir(), 'greenroom-coturn-'));
  const certificates = path.join(folder, 'certificates');
  mkdirSync(certificates);
  writeCertificate(certificates, ['turn.test']);
  const secret = randomBytes(32).toString('hex');
  const [port, tlsPort] = [await freePort(), await freePort()];
  const output = path.join(folder, 'output.log');
  const file = openSync(output, 'a');
  const coturn = spawn('sh', [START_SCRIPT], {
    stdio: ['ignore', file, file],
    env: {
      PATH: `${process.env.PATH ?? ''}:/usr/sbin`,
      RUN_FOLDER: path.join(folder, 'run'),
      CERTIFICATES: certificates,
      TURN_SECRET: secret,
      TURN_HOST: 'turn.test',
      TURN_PEERS: peers,
      TURN_PORT: String(port),
      TURN_TLS_PORT: String(tlsPort),
      LISTEN: '127.0.0.1',
    },
  });
  closeSync(file);
  const exited = once(coturn, 'exit');
  const log = () => readFileSync(output, 'utf8');
  const stop = async () => {
    coturn.kill('SIGKILL');
    await exited;
    rmSync(folder, { recursive: true });
  };
  const giveUp = performance.now() + READY_MS;
  while (!((await accepts(port)) && (await accepts(tlsPort)))) {
    if (coturn.exitCode !== null || performance.now() > giveUp) {
      const said = log();
      await stop();
      throw new Error(`coturn does not start:\n${said}`);
    }
    await wait(20);
  }
  return {
    port,
    tlsPort,
    certificates,
    secret,
    credentials(seconds) {
      const username = `${Math.floor(Date.now() / 1000) + seconds}:candidate-1`;
      return { username, credential: createHmac('sha1', secret).update(username).digest('base64') };
    },
    log,
    reload: () => coturn.kill('SIGUSR2'),
    stop,
  };
}

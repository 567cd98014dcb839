import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ROOT } from '../launcher/paths.ts';
import { accepts, freePort } from '../launcher/ports.ts';
import { findProsody } from './prosody-binary.ts';

/** Generous: a machine that does other things too. */
const READY_MS = 60_000;
const TEST_FOLDER = path.join(ROOT, 'deploy/jitsi/test');

export interface ProsodySettings {
  readonly appId: string;
  readonly appSecret: string;
  /** The secret that is being replaced; still believed. */
  readonly previousAppSecret?: string | undefined;
  readonly domain: string;
  readonly conferenceSecret: string;
  /** Origin of the API, without a slash at the end. */
  readonly apiUrl: string;
  /** How it calls itself where there are several. */
  readonly shard?: string | undefined;
  /** How long a lost connection may be resumed, seconds. */
  readonly hibernationSeconds?: number | undefined;
  /** After how long a silent connection is asked for a sign of life, seconds. */
  readonly signOfLifeSeconds?: number | undefined;
  /** Presence events that are kept while the API is away. */
  readonly presenceCapacity?: number | undefined;
  /** Recording is switched on where this is there. */
  readonly recording?: RecordingSettings | undefined;
  /** A free port where it is left out. */
  readonly port?: number;
}

interface RecordingSettings {
  /** Who may log in by a password: Jitsi's focus, and recorders. */
  readonly accounts: readonly Account[];
  /** How long a recorder that was asked for may take to come, seconds. */
  readonly recorderPatienceSeconds?: number | undefined;
}

export interface Account {
  readonly user: string;
  readonly domain: string;
  readonly password: string;
}

/** A Prosody on the loopback interface, with the configuration and the plugins of deploy/jitsi. */
export interface RunningProsody {
  readonly port: number;
  /** Where the API's commands are taken. */
  readonly controlUrl: string;
  /** What it has logged so far. */
  log(): string;
  stop(): Promise<void>;
  /** Without a farewell, as a crash does. */
  kill(): Promise<void>;
}

/** @throws Error when there is no Prosody here, or it does not start */
export async function startProsody(settings: ProsodySettings): Promise<RunningProsody> {
  const program = findProsody();
  if (program === undefined) throw new Error('There is no Prosody on this machine.');
  const folder = mkdtempSync(path.join(tmpdir(), 'greenroom-prosody-'));
  const port = settings.port ?? (await freePort());
  const { args, env } = prosodyProcess(settings, folder, port);
  for (const account of settings.recording?.accounts ?? []) createAccount(folder, account);
  const logFile = path.join(folder, 'prosody.log');
  // What it says before it has read where to log, such as that its configuration is unusable, goes to the same file.
  const output = openSync(logFile, 'a');
  const prosody = spawn(program, args, { stdio: ['ignore', output, output], env });
  closeSync(output);
  const exited = once(prosody, 'exit');
  const log = (): string => readFileSync(logFile, 'utf8');
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    prosody.kill(signal);
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  const giveUp = performance.now() + READY_MS;
  while (!(await accepts(port))) {
    if (prosody.exitCode !== null || performance.now() > giveUp) {
      const said = log();
      await end('SIGKILL');
      throw new Error(`Prosody does not start:\n${said}`);
    }
    await wait(20);
  }
  const controlUrl = `http://127.0.0.1:${port}/greenroom`;
  return { port, controlUrl, log, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

/** How a Prosody is run that keeps its data and its log in `folder`. */
export function prosodyProcess(
  settings: ProsodySettings,
  folder: string,
  port: number,
): { readonly args: readonly string[]; readonly env: NodeJS.ProcessEnv } {
  const env = {
    PATH: process.env.PATH,
    PROSODY_FOLDER: folder,
    PROSODY_TEST_FOLDER: TEST_FOLDER,
    PROSODY_HTTP_PORT: String(port),
    PROSODY_CERTIFICATES: folder,
    XMPP_DOMAIN: settings.domain,
    JITSI_APP_ID: settings.appId,
    JITSI_APP_SECRET: settings.appSecret,
    JITSI_APP_SECRET_PREVIOUS: settings.previousAppSecret,
    CONFERENCE_SECRET: settings.conferenceSecret,
    GREENROOM_API_URL: settings.apiUrl,
    GREENROOM_SHARD: settings.shard,
    HIBERNATION_SECONDS: settings.hibernationSeconds?.toString(),
    SIGN_OF_LIFE_SECONDS: settings.signOfLifeSeconds?.toString(),
    PRESENCE_CAPACITY: settings.presenceCapacity?.toString(),
    ENABLE_RECORDING: settings.recording && '1',
    RECORDER_PATIENCE_SECONDS: settings.recording?.recorderPatienceSeconds?.toString(),
  };
  return { args: ['-F', '--config', path.join(TEST_FOLDER, 'prosody.cfg.lua')], env };
}

/** As Prosody keeps accounts in files; it makes a hash of the password at the first log-in. */
function createAccount(folder: string, { user, domain, password }: Account): void {
  const accounts = path.join(folder, domain.replaceAll('.', '%2e'), 'accounts');
  mkdirSync(accounts, { recursive: true });
  writeFileSync(path.join(accounts, `${user}.dat`), `return { ["password"] = "${password}" };\n`);
}

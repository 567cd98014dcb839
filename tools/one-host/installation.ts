import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { DEPLOYMENT } from './compose.ts';

const STAND_IN = path.join(import.meta.dirname, 'docker-stand-in.sh');

type Environment = Readonly<Record<string, string>>;

/** How a command ended. */
export interface Ending {
  readonly code: number;
  /** Standard output and errors. */
  readonly said: string;
}

/** A copy of deploy/jitsi whose commands find a stand-in for docker. */
export class Installation {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'greenroom-one-host-'));
  readonly #home = path.join(this.folder, 'jitsi');
  readonly #log = path.join(this.folder, 'docker.log');

  constructor() {
    cpSync(DEPLOYMENT, this.#home, { recursive: true });
    mkdirSync(this.path('../bin'));
    cpSync(STAND_IN, this.path('../bin/docker'));
    chmodSync(this.path('../bin/docker'), 0o755);
    writeFileSync(this.#log, '');
  }

  path(name: string): string {
    return path.join(this.#home, name);
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  write(name: string, content: string): void {
    writeFileSync(this.path(name), content);
  }

  /** What docker has been asked for so far, without the files of settings, which stand in every line. */
  asked(): string[] {
    const lines = readFileSync(this.#log, 'utf8').split('\n').filter(Boolean);
    return lines.map((line) => line.replace('--env-file .env --env-file images.lock.env ', ''));
  }

  /**
   * Runs one of the commands.
   * @param answers what the person types
   */
  async run(command: string, args: readonly string[], env: Environment = {}, answers = ''): Promise<Ending> {
    const child = spawn(this.path(command), args, {
      cwd: this.folder,
      env: { PATH: `${this.path('../bin')}:${process.env.PATH ?? ''}`, DOCKER_LOG: this.#log, ...env },
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(answers);
    const output = Promise.all([text(child.stdout), text(child.stderr)]);
    const [code] = (await once(child, 'close')) as [number | null];
    return { code: code ?? -1, said: (await output).join('') };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** What setup needs, by command line and environment. */
export const ARGUMENTS: readonly string[] = [
  ...['--non-interactive', '--host', 'interviews.greenroom.test', '--turn-host', 'turn.greenroom.test'],
  ...['--address', '203.0.113.10', '--admin', 'ada@greenroom.test'],
  ...[
    '--images',
    'registry.greenroom.test/greenroom:1.0.0',
    '--mail-from',
    'Greenroom <hello@greenroom.test>',
  ],
];
export const KEYS: Environment = {
  SMTP_URL: 'smtps://mailer:p%40ss$word@mail.greenroom.test',
  STRIPE_SECRET_KEY: 'sk_live_4eC39HqLyjWDarjtT1zdp7dc',
  STRIPE_WEBHOOK_SECRET: 'whsec_9f2b7c41d8e0',
};

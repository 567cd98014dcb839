import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type CopiedFiles, copiesOf, readDockerfile } from '../../../../tools/deployment/dockerfile.ts';
import { linkProductionPackages } from '../../../../tools/deployment/production-packages.ts';
import { compileApi, ROOT, ServiceProcess } from './api-process.ts';

/** What the image of the API holds, assembled as its Dockerfile says: the same files, with the production packages alone. */
export class ApiImage {
  readonly folder = path.join(ROOT, '.local', `test-image-${randomBytes(6).toString('hex')}`);
  private readonly running: ServiceProcess[] = [];

  constructor() {
    mkdirSync(this.folder, { recursive: true });
    const copies = copiesOf(readDockerfile('api'));
    for (const copy of copies) this.copy(copy);
    const libraries = copies.flatMap(({ source }) => /^libs\/([\w-]+)$/.exec(source)?.[1] ?? []);
    linkProductionPackages(this.folder, libraries);
  }

  private copy({ from, source, target }: CopiedFiles): void {
    const isFile = path.extname(source) !== '';
    const to = path.join(this.folder, target, isFile ? path.basename(source) : '');
    if (from === 'build' && source === 'dist/apps/api') compileApi(to);
    else if (from === undefined) cpSync(path.join(ROOT, source), to, { recursive: true });
    else if (source !== 'node_modules') throw new Error(`Nobody knows how to make ${source} of ${from}.`);
  }

  /** Starts a process in the image, which sees nothing of this machine's environment. */
  start(args: readonly string[], env: Readonly<Record<string, string>>): ServiceProcess {
    const child = spawn(process.execPath, args, { cwd: this.folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const started = new ServiceProcess(child);
    this.running.push(started);
    return started;
  }

  /** Runs a command in the image to its end. */
  run(
    args: readonly string[],
    env: Readonly<Record<string, string>>,
  ): { status: number | null; output: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: this.folder,
      env,
      encoding: 'utf8',
    });
    return { status, output: stdout + stderr };
  }

  /** Every path below the image's folder. */
  files(): readonly string[] {
    return readdirSync(this.folder, { recursive: true, encoding: 'utf8' }).sort();
  }

  async remove(): Promise<void> {
    for (const one of this.running) {
      one.signal('SIGKILL');
      await one.exited;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { isRoot } from './paths.ts';

/** Seconds to wait for somebody else who installs something at the moment. */
const LOCK_TIMEOUT = 300;

/** The file of the first of these programs that PATH leads to. */
export function findProgram(...names: readonly string[]): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin'];
  const files = folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
  return files.find((file) => existsSync(file));
}

/** Installs Debian's packages where that is possible, without starting the services that they bring. */
export function installFromDebian(...packages: readonly string[]): void {
  if (!isRoot() || spawnSync('apt-get', ['--version']).status !== 0) return;
  console.log(`· installing Debian's ${packages.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const patient = ['-o', `DPkg::Lock::Timeout=${LOCK_TIMEOUT}`];
  spawnSync('apt-get', [...patient, 'update', '-qq'], { env });
  spawnSync('apt-get', [...patient, 'install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
}

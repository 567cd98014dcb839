import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { isRoot } from '../launcher/paths.ts';

/** Debian's Prosody, installed where that is possible; undefined where there is none. */
export function findOrInstallProsody(): string | undefined {
  return findProsody() ?? installFromDebian();
}

/** The program of a Prosody on this machine. */
export function findProsody(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/bin'];
  return folders.map((folder) => path.join(folder, 'prosody')).find((file) => existsSync(file));
}

function installFromDebian(): string | undefined {
  if (!isRoot() || spawnSync('apt-get', ['--version']).status !== 0) return undefined;
  console.log("· no Prosody here: installing Debian's …");
  // The package would start a Prosody of its own; in this run level it does not.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  spawnSync('apt-get', ['update', '-qq'], { env });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'prosody'], { env });
  return findProsody();
}

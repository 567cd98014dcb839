import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { LaunchError } from './bootstrap.mjs';

/** Permission bits that let others than the owner write (chmod(2)). */
const WRITABLE_BY_OTHERS = 0o022;

/**
 * Makes sure that a folder is there in which root may keep programs and data that an unprivileged user runs and reads.
 *
 * @throws LaunchError when somebody else could change what is in it: root must not run what others have put there
 */
export function ensureOwnFolder(folder: string): void {
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o755); // whatever the umask: PostgreSQL's user has to enter
  }
  if (isOwnFolder(folder)) return;
  throw new LaunchError(
    `${folder} is not a folder that only this user can change.\n` +
      '  Look at what is in it, remove it, then start again.',
  );
}

/** True for a real folder of the user that runs this process, in which nobody else may write. */
function isOwnFolder(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return (
    found?.isDirectory() === true &&
    found.uid === process.getuid?.() &&
    (found.mode & WRITABLE_BY_OTHERS) === 0
  );
}

/**
 * Moves a database cluster from where an earlier version kept it; does nothing when there is none, or already one in
 * the new place. The old place's parent must be the user's own, or the cluster in it could be anybody's.
 */
export function takeOverCluster(former: string, cluster: string): void {
  if (existsSync(cluster) || !existsSync(former) || !isOwnFolder(path.dirname(former))) return;
  ensureOwnFolder(path.dirname(cluster));
  try {
    renameSync(former, cluster);
    return;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
  }
  // Another file system: copied aside first, so that an interrupted copy is never taken for the cluster.
  const unfinished = `${cluster}.${process.pid}`;
  const { status, stderr } = spawnSync('cp', ['-a', former, unfinished], { encoding: 'utf8' });
  if (status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new LaunchError(`The database could not be moved from ${former} to ${cluster}:\n${stderr}`);
  }
  renameSync(unfinished, cluster);
  rmSync(former, { recursive: true });
}

/** True when every file of a folder is in its copy, in the same size; links count as what they point to. */
export function isCompleteCopy(original: string, copy: string): boolean {
  return readdirSync(original, { recursive: true, encoding: 'utf8' }).every((name) => {
    const wanted = statSync(path.join(original, name));
    const found = statSync(path.join(copy, name), { throwIfNoEntry: false });
    if (wanted.isDirectory()) return found?.isDirectory() === true;
    return found?.isFile() === true && found.size === wanted.size;
  });
}

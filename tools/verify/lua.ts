import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { findProgram, installFromDebian } from '../launcher/debian.ts';
import { ROOT } from '../launcher/paths.ts';
import { type Outcome, PASSED, failure, notRun } from './outcome.ts';

const FOLDER = path.join(ROOT, 'deploy/jitsi');

/** Looks through the plugins for Prosody by Debian's luacheck, installed where that is possible. */
export function checkLua(): Promise<Outcome> {
  if (findProgram('luacheck') === undefined) installFromDebian('lua-check');
  const program = findProgram('luacheck');
  if (program === undefined) {
    const name = "luacheck of Prosody's plugins: there is none (Debian: apt-get install lua-check)";
    return Promise.resolve(notRun(name));
  }
  const { status, stdout, stderr } = spawnSync(program, ['--no-color', '.'], {
    cwd: FOLDER,
    encoding: 'utf8',
  });
  return Promise.resolve(status === 0 ? PASSED : failure(`${stdout}${stderr}`.trimEnd()));
}

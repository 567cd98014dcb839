import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { LaunchError } from '../launcher/bootstrap.mjs';
import { findProgram, installFromDebian } from '../launcher/debian.ts';
import { ROOT } from '../launcher/paths.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC_APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * A Chromium for the browser tests: `CHROMIUM_PATH`, one on this machine, or one installed now.
 *
 * Debian's package is installed when we are root, otherwise Playwright's own build is downloaded.
 *
 * @throws LaunchError when there is none and none can be had: browser tests are never skipped in silence
 */
export function findOrInstallChromium(): string {
  const found = findChromium() ?? installPackage() ?? installFromPlaywright();
  if (found !== undefined) return found;
  throw new LaunchError(
    'There is no Chromium, and none could be installed.\n' +
      '  Debian and Ubuntu: sudo apt-get install chromium. Elsewhere: npx playwright install chromium.\n' +
      '  Or set CHROMIUM_PATH to the program of a Chromium or Chrome.',
  );
}

function findChromium(): string | undefined {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== '') {
    if (!existsSync(given)) throw new LaunchError(`CHROMIUM_PATH names ${given}, which does not exist.`);
    return given;
  }
  return (
    findProgram(...NAMES) ?? [...MAC_APPLICATIONS, chromium.executablePath()].find((file) => existsSync(file))
  );
}

function installPackage(): string | undefined {
  installFromDebian('chromium');
  return findChromium();
}

function installFromPlaywright(): string | undefined {
  console.log("· no Chromium here: downloading Playwright's …");
  spawnSync(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], { cwd: ROOT });
  return findChromium();
}

import { existsSync, globSync } from 'node:fs';
import path from 'node:path';
import { LaunchError } from '../launcher/bootstrap.mjs';
import { build } from '../launcher/build.ts';
import { ROOT } from '../launcher/paths.ts';
import { startDatabase } from '../launcher/stack.ts';
import { findOrInstallProsody } from '../prosody/prosody-binary.ts';
import { findOrInstallChromium } from './chromium.ts';
import { checkLua } from './lua.ts';
import { type Outcome, PASSED, failure, notRun } from './outcome.ts';
import { runCheck, runJest, runPlaywright } from './runners.ts';

/** One piece of a stage, reported on a line of its own. */
type Part = { readonly name: string; readonly run: () => Promise<Outcome> };

/** A stage of `npm test`. Its parts are looked up when it begins, since an earlier stage may have made files. */
export type Stage = {
  readonly name: string;
  readonly parts: () => readonly Part[];
  /** The stage without whose success this one makes no sense. */
  readonly needs?: string;
};

/** Everything `npm test` verifies, in order: what is quick to fail comes first. */
export const STAGES: readonly Stage[] = [
  {
    name: 'format',
    parts: () => [check('prettier', 'node_modules/prettier/bin/prettier.cjs', '--check', '.')],
  },
  {
    name: 'lint',
    parts: () => [
      check('eslint', 'node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0'),
      { name: 'luacheck', run: checkLua },
    ],
  },
  { name: 'types', parts: typeChecks },
  { name: 'knip', parts: () => [check('knip', 'node_modules/knip/bin/knip.js')] },
  { name: 'unit', parts: () => jestParts('{libs/*,apps/*,tools}/jest.config.mjs') },
  { name: 'deployment', parts: () => jestParts('tools/{deployment,one-host}/jest.config.mjs') },
  {
    name: 'integration',
    parts: () => [
      { name: 'migrations', run: checkMigrations },
      ...jestParts('apps/api/jest.integration.config.mjs'),
    ],
  },
  { name: 'signalling', parts: () => [{ name: 'prosody', run: checkProsody }] },
  {
    name: 'build',
    parts: () => [{ name: 'api and portal', run: () => attempt(() => build()) }],
  },
  { name: 'budget', needs: 'build', parts: () => [check('bytes', 'tools/checks/byte-budget.ts')] },
  { name: 'browser', needs: 'build', parts: browserParts },
];

function check(name: string, ...args: readonly string[]): Part {
  return { name, run: () => runCheck(args) };
}

function find(pattern: string): string[] {
  return globSync(pattern, { cwd: ROOT }).sort();
}

/** Angular's compiler checks the templates of the portal too; TypeScript's checks all the rest. */
function typeChecks(): Part[] {
  return find('{libs/*,apps/*,deploy/*,tools}/tsconfig.json').map((config) => {
    const folder = path.dirname(config);
    const isAngular = existsSync(path.join(ROOT, folder, 'tsconfig.app.json')) || folder === 'libs/ui';
    const compiler = isAngular
      ? 'node_modules/@angular/compiler-cli/bundles/src/bin/ngc.js'
      : 'node_modules/typescript/bin/tsc';
    return check(folder, compiler, '-p', config, '--noEmit');
  });
}

function jestParts(pattern: string): Part[] {
  return find(pattern).map((config) => ({ name: path.dirname(config), run: () => runJest(config) }));
}

/** The migrations lead to the schema that the code is written against. */
async function checkMigrations(): Promise<Outcome> {
  const check = (databaseUrl: string) =>
    runCheck(['tools/migrate.mjs', 'check'], { DATABASE_URL: databaseUrl });
  if (process.env.TEST_DATABASE_URL) return check(process.env.TEST_DATABASE_URL);
  const database = await startDatabase();
  try {
    return await check(database.databaseUrl);
  } finally {
    await database.stop();
  }
}

/** The contract of the signalling server, asked of the real one. */
function checkProsody(): Promise<Outcome> {
  return withProsody(() => runJest('deploy/jitsi/jest.config.mjs'));
}

async function withProsody(run: () => Promise<Outcome>): Promise<Outcome> {
  if (findOrInstallProsody() !== undefined) return run();
  return notRun('what needs the real Prosody: there is none (Debian: apt-get install prosody)');
}

function browserParts(): Part[] {
  const inBrowsers = (config: string) =>
    attemptWith(findOrInstallChromium, (chromium) => runPlaywright(config, chromium));
  const parts = find('{libs,apps}/*/playwright.config.ts').map((config) => ({
    name: path.dirname(config),
    run: () => inBrowsers(config),
  }));
  const overProsody = find('{libs,apps}/*/playwright.prosody.config.ts').map((config) => ({
    name: `${path.basename(path.dirname(config))} on Prosody`,
    run: () => withProsody(() => inBrowsers(config)),
  }));
  return [...parts, ...overProsody];
}

async function attempt(work: () => Promise<void>): Promise<Outcome> {
  return attemptWith(work, () => Promise.resolve(PASSED));
}

/** Runs a preparation that explains itself when it fails, then what needs it. */
async function attemptWith<T>(
  prepare: () => T | Promise<T>,
  run: (prepared: T) => Promise<Outcome>,
): Promise<Outcome> {
  try {
    return await run(await prepare());
  } catch (error) {
    if (error instanceof LaunchError) return failure(error.message);
    throw error;
  }
}

import { existsSync } from 'node:fs';
import path from 'node:path';
import { LaunchError } from '../bootstrap.mjs';
import { build } from '../build.ts';
import { migrate } from '../database.ts';
import { ROOT, instanceFolders } from '../paths.ts';
import { PidFiles } from '../pid-files.ts';
import { apiSettings, assertConfigured, choosePorts } from '../plan.ts';
import { Postgres } from '../postgres.ts';
import { mustRunNode } from '../run.ts';
import { type Settings, givenSettings, readSecrets } from '../settings.ts';
import { step } from '../steps.ts';

const ADMIN = 'dist/apps/api/admin.js';

/**
 * `admin`: makes somebody an administrator, on the database that `start` uses: that of `DATABASE_URL`, else the
 * embedded one, which is started for the moment when it does not run.
 */
export async function makeAdministrator(args: readonly string[]): Promise<void> {
  const [email, ...rest] = args;
  if (email === undefined || email.startsWith('-') || rest.length > 0) {
    throw new LaunchError('Say whom, by e-mail address: npm run admin -- somebody@example.com');
  }
  const given = givenSettings();
  assertConfigured(given);
  if (!existsSync(path.join(ROOT, ADMIN))) await step('build', () => build(['api']));
  if (given.DATABASE_URL !== undefined) await run(email, given, given.DATABASE_URL);
  else await onEmbeddedDatabase((databaseUrl) => run(email, given, databaseUrl));
}

async function run(email: string, given: Settings, databaseUrl: string): Promise<void> {
  const secrets = readSecrets(instanceFolders());
  const env = apiSettings(given, await choosePorts({}), secrets, databaseUrl);
  console.log((await mustRunNode('Making an administrator', [ADMIN, email], env)).trimEnd());
}

async function onEmbeddedDatabase(work: (databaseUrl: string) => Promise<void>): Promise<void> {
  const instance = instanceFolders();
  const running = Postgres.runningPort(instance);
  if (running !== undefined) return work(new Postgres(instance, running, 'kept').url());
  const pidFiles = new PidFiles(instance);
  await pidFiles.takeOver();
  const postgres = new Postgres(instance, (await choosePorts({})).postgres, 'kept');
  try {
    await step('PostgreSQL', () => postgres.start());
    await migrate(postgres.url());
    await work(postgres.url());
  } finally {
    await postgres.service.stop();
    pidFiles.release();
  }
}

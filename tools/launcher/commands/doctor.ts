import { existsSync } from 'node:fs';
import path from 'node:path';
import { build } from '../build.ts';
import { type Instance, ROOT, instanceFolders } from '../paths.ts';
import { PidFiles } from '../pid-files.ts';
import { apiSettings, choosePorts } from '../plan.ts';
import { notedPorts } from '../port-notes.ts';
import { Postgres } from '../postgres.ts';
import { runNode } from '../run.ts';
import { type Settings, givenSettings, portalPort, readSecrets } from '../settings.ts';

const DOCTOR = 'dist/apps/api/doctor.js';

/**
 * `doctor`: looks at the installation that `start` runs, with the settings that it gave to the API. What it prints is the doctor's alone, so
 * that `--json` can be read by a program.
 */
export async function examineInstallation(args: readonly string[]): Promise<void> {
  if (!existsSync(path.join(ROOT, DOCTOR))) await build(['api']);
  const instance = instanceFolders();
  const given = givenSettings();
  const embedded = embeddedDatabase(instance, given);
  const databaseUrl = given.DATABASE_URL ?? embedded;
  const { code } = await (databaseUrl === undefined
    ? runNode([DOCTOR, '--nothing-runs', ...args])
    : runNode([DOCTOR, ...placesOf(instance, embedded !== undefined), ...args], {
        env: await settingsOf(instance, given, databaseUrl),
      }));
  process.exitCode = code;
}

/** The address of the embedded database while it runs and is the one in use. */
function embeddedDatabase(instance: Instance, given: Settings): string | undefined {
  const port = given.DATABASE_URL === undefined ? Postgres.runningPort(instance) : undefined;
  return port === undefined ? undefined : new Postgres(instance, port, 'kept').url();
}

async function settingsOf(instance: Instance, given: Settings, databaseUrl: string) {
  const ports = notedPorts(instance) ?? (await choosePorts({ portal: portalPort() }));
  return apiSettings(given, ports, readSecrets(instance), databaseUrl);
}

/** What the doctor cannot know by the settings. */
function placesOf(instance: Instance, isEmbedded: boolean): string[] {
  const file = path.join(ROOT, '.env');
  const isRunning = new PidFiles(instance).isRunning('worker');
  const port = Number(givenSettings().WORKER_PORT) || notedPorts(instance)?.worker;
  return [
    ...(existsSync(file) ? ['--settings-file', file] : []),
    ...(isRunning && port !== undefined ? ['--worker', `http://127.0.0.1:${port}`] : []),
    ...['--data', instance.folder],
    ...(isEmbedded ? ['--data', instance.clusterFolder] : []),
  ];
}

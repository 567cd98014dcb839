import { migrate } from '../database.ts';
import { untilAskedToEnd } from '../lifetime.ts';
import { instanceFolders } from '../paths.ts';
import { PidFiles } from '../pid-files.ts';
import { assertPortIsFree, freePort } from '../ports.ts';
import { Postgres } from '../postgres.ts';
import { step } from '../steps.ts';

export type DatabaseOptions = { readonly port?: number; readonly name?: string; readonly reset: boolean };

/** `db`: the embedded PostgreSQL alone, migrated, until it is ended; for work on the API and its schema. */
export async function serveDatabase({ port, name, reset }: DatabaseOptions): Promise<void> {
  const instance = instanceFolders(name ?? 'db');
  const pidFiles = new PidFiles(instance);
  await pidFiles.takeOver();
  if (port !== undefined) await assertPortIsFree(port, '127.0.0.1', 'PostgreSQL');
  const postgres = new Postgres(instance, port ?? (await freePort()), 'kept');
  const ending = untilAskedToEnd();
  if (reset) postgres.destroy();
  try {
    await step('PostgreSQL', () => postgres.start());
    const died = new Promise<string>((resolve) => {
      postgres.service.onUnexpectedExit = (service, how) => {
        resolve(`PostgreSQL ended (${how}):\n${service.tail()}`);
      };
    });
    await step('migrations', () => migrate(postgres.url()));
    console.log(`\nDATABASE_URL=${postgres.url()}\n`);
    const failure = await Promise.race([ending, died]);
    if (failure !== undefined) {
      console.error(`✖ ${failure}`);
      process.exitCode = 1;
    }
  } finally {
    await postgres.service.stop();
    pidFiles.release();
  }
}

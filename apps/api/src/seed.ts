import 'reflect-metadata';
import { Authentication } from './accounts/authentication.ts';
import { DemoData } from './demo/demo-data.ts';
import { type Environment, loadEnvironment } from './env.ts';
import { Database } from './platform/database/database.ts';

/** Entry point that fills the database of the embedded mode; anywhere else it does nothing, so that demo accounts cannot exist there. */
async function seed(environment: Environment): Promise<void> {
  const { EMBEDDED, DEMO_ADMIN_PASSWORD, DEMO_CANDIDATE_PASSWORD } = environment;
  if (!EMBEDDED) return;
  if (DEMO_ADMIN_PASSWORD === undefined || DEMO_CANDIDATE_PASSWORD === undefined) {
    throw new Error('DEMO_ADMIN_PASSWORD and DEMO_CANDIDATE_PASSWORD are needed in the embedded mode');
  }
  const database = new Database(environment);
  try {
    await new DemoData(database, new Authentication(environment, database)).write([
      {
        email: 'admin@greenroom.example',
        name: 'Alex Morgan',
        role: 'admin',
        password: DEMO_ADMIN_PASSWORD,
      },
      {
        email: 'candidate@greenroom.example',
        name: 'Sam Rivera',
        role: 'candidate',
        password: DEMO_CANDIDATE_PASSWORD,
      },
    ]);
  } finally {
    await database.onApplicationShutdown();
  }
}

try {
  await seed(loadEnvironment());
} catch (failure) {
  process.stderr.write(`${failure instanceof Error ? failure.message : String(failure)}\n`);
  process.exitCode = 1;
}

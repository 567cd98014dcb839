import { parseArgs } from 'node:util';
import { LaunchError } from './bootstrap.mjs';
import { build, parseProjects } from './build.ts';
import { makeAdministrator } from './commands/admin.ts';
import { bench } from './commands/bench.ts';
import { serveDatabase } from './commands/db.ts';
import { develop } from './commands/dev.ts';
import { examineInstallation } from './commands/doctor.ts';
import { testFaults } from './commands/faults.ts';
import { start } from './commands/start.ts';
import { test } from './commands/test.ts';
import { parsePort } from './settings.ts';
import { step } from './steps.ts';

const USAGE = `usage: node tools/launch.mjs <command>

  start [--reset]              run everything; --reset begins with fresh data
  dev [--reset]                the same, rebuilt on every change
  build [--only PROJECTS]      build the API and the portal into dist, or the named one (api, web)
  test [--only STAGES]         verify everything, or the named stages (separated by commas)
  faults [--rounds N] [--seed N]
                               kill, freeze and cut off processes for so many rounds
  lint                         the stages format, lint, types and knip
  bench [--only ROWS] [--json FILE]
                               measure, beside yardsticks from the same run
  admin E-MAIL                 make somebody an administrator, on the database that "start" uses
  doctor [--json] [--bundle FILE]
                               say what is wrong with an installation; --help names all options
  db [--port N] [--name NAME]  only PostgreSQL, migrated, in the foreground; NAME keeps its data apart
`;

/** Runs the launcher's command; resolves when it is done or has been set up to run until it is ended. */
export async function main(args: readonly string[]): Promise<void> {
  const [command, ...rest] = args;
  if (command === 'bench') return bench(rest);
  if (command === 'faults') return testFaults(rest);
  if (command === 'admin') return makeAdministrator(rest);
  if (command === 'doctor') return examineInstallation(rest);
  const values = parseOptions(rest);
  switch (command) {
    case 'start':
      return start(values);
    case 'dev':
      return develop(values);
    case 'build':
      return step('build', () => build(parseProjects(values.only)));
    case 'test':
      return test(values);
    case 'lint':
      return test({ only: 'format,lint,types,knip' });
    case 'db':
      return serveDatabase({
        ...values,
        port: values.port === undefined ? undefined : parsePort(values.port, '--port'),
      });
    default:
      throw new LaunchError(USAGE);
  }
}

function parseOptions(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        reset: { type: 'boolean', default: false },
        port: { type: 'string' },
        name: { type: 'string' },
        only: { type: 'string' },
      },
    });
    return values;
  } catch (error) {
    throw new LaunchError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

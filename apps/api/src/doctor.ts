import 'reflect-metadata';
import { Resolver } from 'node:dns/promises';
import { BadUsage, type DoctorArguments, parseArguments, USAGE } from './doctor/arguments.ts';
import { writeBundle } from './doctor/bundle.ts';
import { CHECKS } from './doctor/checks/index.ts';
import { nothingRuns } from './doctor/checks/processes.ts';
import type { Examination } from './doctor/examination.ts';
import { examine } from './doctor/examine.ts';
import { describeReport, exitCodeOf } from './doctor/report.ts';
import { type GivenSettings, givenSettings } from './env.ts';
import { Clock } from './platform/clock.ts';
import { Database } from './platform/database/database.ts';

/** Connections of its own: it must find one also where the API has taken many. */
const POOL_SIZE = 4;
const DNS = { timeout: 2_000, tries: 2 };

/** Entry point for operators: `node dist/apps/api/doctor.js` looks at an installation. */
async function main(args: readonly string[]): Promise<number> {
  const names = CHECKS.map(({ name }) => name);
  const options = parseArguments(args, names);
  if (options.help) {
    await print(`${USAGE}\nThe checks: ${names.join(', ')}.\n`);
    return 0;
  }
  const settings = givenSettings();
  const report = await examine(chosen(options), examinationOf(settings, options), options.timeoutMs);
  await print(options.json ? `${JSON.stringify(report, null, 2)}\n` : describeReport(report));
  if (options.bundle !== undefined) {
    writeBundle(options.bundle, report, settings);
    if (!options.json) await print(`Support bundle: ${options.bundle}\n`);
  }
  return exitCodeOf(report);
}

function chosen({ nothingRuns: isDown, only }: DoctorArguments) {
  if (isDown) return [nothingRuns];
  return CHECKS.filter(({ name }) => only?.includes(name) ?? true);
}

function examinationOf(settings: GivenSettings, options: DoctorArguments): Examination {
  const { DATABASE_URL } = settings;
  const database =
    DATABASE_URL !== undefined && URL.canParse(DATABASE_URL)
      ? new Database({ DATABASE_URL, DATABASE_POOL_SIZE: POOL_SIZE })
      : undefined;
  return { settings, options, database, clock: new Clock(), resolver: new Resolver(DNS) };
}

/** Resolves when the text has left, since the process is ended after the last one. */
const print = (text: string): Promise<void> =>
  new Promise((resolve) => process.stdout.write(text, () => resolve()));

try {
  // Whatever a check has left open, such as a server that does not answer, must not keep the process.
  process.exit(await main(process.argv.slice(2)));
} catch (failure) {
  const isUsage = failure instanceof BadUsage;
  process.stderr.write(`${failure instanceof Error ? failure.message : String(failure)}\n`);
  if (isUsage) process.stderr.write(`\n${USAGE}`);
  process.exit(isUsage ? 2 : 1);
}

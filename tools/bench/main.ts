/**
 * Measures Greenroom beside yardsticks from the same run, on whatever machine this is: `npm run bench`.
 *
 *     node tools/bench/main.ts [--only weight,join,…] [--json FILE] [--rounds N] [--requests N]
 *
 * Needs what `npm run build` makes. A missed goal is printed and is no failure; only what could not be measured is.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { untilAskedToEnd } from '../launcher/lifetime.ts';
import { ROOT } from '../launcher/paths.ts';
import { step } from '../launcher/steps.ts';
import { MEASURES } from './measures/index.ts';
import { table } from './report.ts';
import type { Row } from './row.ts';
import { Testbed } from './testbed.ts';

const USAGE = `--only takes some of ${Object.keys(MEASURES).join(',')}; --rounds and --requests take a number, --json a file.`;

function refuse(why: string): never {
  console.error(`✖ ${why}`);
  process.exit(1);
}

function parseOptions() {
  try {
    return parseArgs({
      options: {
        only: { type: 'string', default: Object.keys(MEASURES).join(',') },
        json: { type: 'string', default: '.local/bench.json' },
        rounds: { type: 'string', default: '5' },
        requests: { type: 'string', default: '500' },
      },
    }).values;
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n  ${USAGE}`);
  }
}

const values = parseOptions();
const names = values.only.split(',');
const unknown = names.filter((name) => !(name in MEASURES));
const effort = { rounds: Number(values.rounds), requests: Number(values.requests) };
const isEffort = Object.values(effort).every((count) => Number.isInteger(count) && count > 0);
if (unknown.length > 0 || !isEffort) refuse(USAGE);
const testbed = new Testbed(effort);
void untilAskedToEnd().then(async () => {
  await testbed.close();
  process.exit(1);
});

const rows: Row[] = [];
const problems: string[] = [];
for (const [name, measure] of Object.entries(MEASURES)) {
  if (!names.includes(name)) continue;
  try {
    rows.push(...(await step(name, () => measure(testbed))));
  } catch (failure) {
    problems.push(
      `${name} could not be measured: ${failure instanceof Error ? (failure.stack ?? '') : String(failure)}`,
    );
  }
}
await testbed.close();

const machine = { cores: availableParallelism(), node: process.versions.node, platform: process.platform };
const file = path.resolve(ROOT, values.json);
mkdirSync(path.dirname(file), { recursive: true });
const report = { at: new Date().toISOString(), machine, effort, rows, problems };
writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);

console.log(`\n${table(rows)}\n`);
for (const problem of problems) console.error(`✖ ${problem}\n`);
process.exit(problems.length > 0 ? 1 : 0);

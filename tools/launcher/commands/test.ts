import { reportFailures } from '../../verify/failure-report.ts';
import { type Outcome, failure, sum } from '../../verify/outcome.ts';
import { STAGES, type Stage } from '../../verify/stages.ts';
import { LaunchError } from '../bootstrap.mjs';
import { prepareSources } from '../build.ts';
import { untilAskedToEnd } from '../lifetime.ts';
import { endRunning } from '../run.ts';
import { removeLeftOvers } from '../stack.ts';
import { seconds, step } from '../steps.ts';

export type TestOptions = {
  /** Names of the stages to run, separated by commas; all when absent. */
  readonly only?: string;
};

/**
 * `test`: runs the stages one after the other, going on after a failure, and ends with the line
 * `N passed, N failed`. The exit code is 1 when anything failed, or when nothing ran at all.
 *
 * When it is asked to end, it waits until the test runners have, and ends the services that they left behind.
 */
export async function test({ only }: TestOptions): Promise<void> {
  const stages = chooseStages(only);
  const ending = untilAskedToEnd();
  const total = await Promise.race([runStages(stages), ending.then(() => undefined)]);
  if (total === undefined) {
    await endRunning();
    await removeLeftOvers();
    console.log('\nEnded before everything was verified.');
    process.exit(1);
  }
  if (total.failures.length > 0) console.log(`\n${reportFailures(total.failures)}`);
  for (const name of total.notRun ?? []) console.log(`\nNot run: ${name}`);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}

async function runStages(stages: readonly Stage[]): Promise<Outcome> {
  await step('Prisma client', prepareSources);
  const outcomes = new Map<string, Outcome>();
  for (const [index, stage] of stages.entries()) {
    console.log(`\n[${index + 1}/${stages.length}] ${stage.name}`);
    const isBlocked = stage.needs !== undefined && (outcomes.get(stage.needs)?.failed ?? 0) > 0;
    const outcome = isBlocked
      ? failure(`${stage.name}: not run, because ${stage.needs} failed`)
      : await runStage(stage);
    outcomes.set(stage.name, outcome);
  }
  return sum([...outcomes.values()]);
}

function chooseStages(only: string | undefined): readonly Stage[] {
  if (only === undefined) return STAGES;
  const names = only.split(',');
  const unknown = names.filter((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    const known = STAGES.map(({ name }) => name).join(', ');
    throw new LaunchError(`There is no stage ${unknown.join(', ')}. The stages are: ${known}.`);
  }
  return STAGES.filter(({ name }) => names.includes(name));
}

async function runStage(stage: Stage): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const { name, run } of stage.parts()) {
    const from = performance.now();
    const outcome = await run().catch((error: unknown) => failure(String(error)));
    const counts = `${outcome.passed} passed${outcome.failed > 0 ? `, ${outcome.failed} failed` : ''}`;
    const mark = outcome.failed > 0 ? '✖' : '✔';
    console.log(`  ${mark} ${name.padEnd(24)} ${counts.padEnd(22)} ${seconds(performance.now() - from)} s`);
    const named = outcome.failures.map((text) => `✖ ${stage.name} ${name}: ${text}`);
    outcomes.push({ ...outcome, failures: named });
  }
  return sum(outcomes);
}

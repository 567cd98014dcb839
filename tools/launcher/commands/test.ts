import { type Outcome, failure, sum } from '../../verify/outcome.ts';
import { STAGES, type Stage } from '../../verify/stages.ts';
import { LaunchError } from '../bootstrap.mjs';
import { prepareSources } from '../build.ts';
import { untilAskedToEnd } from '../lifetime.ts';
import { endRunning } from '../run.ts';
import { seconds, step } from '../steps.ts';

/** How many lines of one failure are shown; the full reports are in test-results. */
const LINES_PER_FAILURE = 40;

export type TestOptions = {
  /** Names of the stages to run, separated by commas; all when absent. */
  readonly only?: string;
};

/**
 * `test`: runs the stages one after the other, going on after a failure, and ends with the line
 * `N passed, N failed`. The exit code is 1 when anything failed, or when nothing ran at all.
 */
export async function test({ only }: TestOptions): Promise<void> {
  void untilAskedToEnd().then(() => {
    endRunning();
    process.exit(1);
  });
  const stages = chooseStages(only);
  const outcomes = new Map<string, Outcome>();
  await step('Prisma client', prepareSources);
  for (const [index, stage] of stages.entries()) {
    console.log(`\n[${index + 1}/${stages.length}] ${stage.name}`);
    const isBlocked = stage.needs !== undefined && (outcomes.get(stage.needs)?.failed ?? 0) > 0;
    const outcome = isBlocked
      ? failure(`${stage.name}: not run, because ${stage.needs} failed`)
      : await runStage(stage);
    outcomes.set(stage.name, outcome);
  }
  const total = sum([...outcomes.values()]);
  if (total.failures.length > 0) console.log(`\nWhat failed:\n\n${total.failures.map(shorten).join('\n\n')}`);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
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

function shorten(text: string): string {
  const lines = text.split('\n');
  if (lines.length <= LINES_PER_FAILURE) return text;
  return [...lines.slice(0, LINES_PER_FAILURE), `… ${lines.length - LINES_PER_FAILURE} more lines`].join(
    '\n',
  );
}

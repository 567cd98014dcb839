import { build } from '../build.ts';
import { runNode } from '../run.ts';
import { step } from '../steps.ts';

const BENCH = 'tools/bench/main.ts';

/** `bench`: builds, then measures; the bench starts what it needs through `startStack`, and reads its own options. */
export async function bench(options: readonly string[]): Promise<void> {
  await step('build', () => build());
  const { code } = await runNode([BENCH, ...options]);
  process.exitCode = code;
}

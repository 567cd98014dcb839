import { parseArgs } from 'node:util';
import { LaunchError } from '../bootstrap.mjs';
import { prepareSources } from '../build.ts';
import { runNode } from '../run.ts';
import { step } from '../steps.ts';

const JEST = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
const SPECS = ['--config', 'apps/api/jest.integration.config.mjs', 'test/faults/faults.spec.ts'];
const EXAMPLE = 'for example: npm run test:faults -- --rounds 50 --seed 7';

/** `faults`: the long form of what `npm test` runs a few rounds of. The seed that it prints makes the same faults again. */
export async function testFaults(options: readonly string[]): Promise<void> {
  const { rounds, seed } = parseOptions(options);
  await step('Prisma client', prepareSources);
  const env = { FAULTS_ROUNDS: String(rounds), FAULTS_SEED: String(seed) };
  const { code } = await runNode([...JEST, ...SPECS], { env, group: true });
  process.exitCode = code;
}

/** @throws LaunchError that says which option is wrong, and what it takes. */
export function parseOptions(args: readonly string[]): { readonly rounds: number; readonly seed: number } {
  const { rounds, seed } = read(args);
  return { rounds: wholeNumber('--rounds', rounds, 1), seed: wholeNumber('--seed', seed, 0) };
}

function read(args: readonly string[]) {
  try {
    const options = {
      rounds: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
    } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new LaunchError(`${error instanceof Error ? error.message : String(error)}\n  ${EXAMPLE}`);
  }
}

function wholeNumber(option: string, value: string, least: number): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && Number.isSafeInteger(number) && number >= least) return number;
  throw new LaunchError(
    `${option} takes a whole number, at least ${least}, and was given "${value}"\n  ${EXAMPLE}`,
  );
}

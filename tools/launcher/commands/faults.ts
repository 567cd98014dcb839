import { parseArgs } from 'node:util';
import { LaunchError } from '../bootstrap.mjs';
import { prepareSources } from '../build.ts';
import { runNode } from '../run.ts';
import { step } from '../steps.ts';

const JEST = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
const SPECS = ['--config', 'apps/api/jest.integration.config.mjs', 'test/faults/faults.spec.ts'];

/** `faults`: the long form of what `npm test` runs a few rounds of. The seed that it prints makes the same faults again. */
export async function testFaults(options: readonly string[]): Promise<void> {
  const { rounds, seed } = parseOptions(options);
  await step('Prisma client', prepareSources);
  const env = { FAULTS_ROUNDS: String(rounds), FAULTS_SEED: String(seed) };
  const { code } = await runNode([...JEST, ...SPECS], { env, group: true });
  process.exitCode = code;
}

function parseOptions(args: readonly string[]): { readonly rounds: number; readonly seed: number } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { rounds: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } },
    });
    const [rounds, seed] = [Number(values.rounds), Number(values.seed)];
    if (Number.isInteger(rounds) && rounds > 0 && Number.isInteger(seed)) return { rounds, seed };
  } catch {
    // Said below.
  }
  throw new LaunchError(
    '--rounds and --seed take a whole number: npm run test:faults -- --rounds 50 --seed 7',
  );
}

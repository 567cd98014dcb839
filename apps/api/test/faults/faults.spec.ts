/** Processes are killed, frozen and cut off while interviews are booked, paid, changed and held; whatever happens, the invariants hold. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CompiledApi } from '../support/api-process.ts';
import type { AccountClient } from '../support/application.ts';
import type { Evidence } from './evidence.ts';
import { chooseFault, type Phase } from './faults.ts';
import { violations } from './invariants.ts';
import { Round } from './round.ts';
import { World } from './world.ts';

/** `npm run test:faults -- --rounds N --seed S` says otherwise. */
const rounds = Number(process.env.FAULTS_ROUNDS ?? 2);
const seed = Number(process.env.FAULTS_SEED ?? 1);
const PEOPLE = 5;
const ROUND_MS = 300_000;

/** Counts, for whoever watches a long run. */
function report(round: number, injected: readonly string[], { fleet }: World, evidence: Evidence): void {
  if (process.env.FAULTS_ROUNDS === undefined) return;
  const { interviews, mails, charges, acknowledged } = evidence;
  const counts = [
    `round ${round + 1} of ${rounds} (seed ${seed}): ${injected.length} faults, ${fleet.kills} kills`,
    `${interviews.length} interviews, ${charges.length} payments, ${mails.length} mails, ${acknowledged.length} answers; all hold`,
  ];
  process.stdout.write(`${[counts.join(', '), ...injected.slice(-5)].join('\n  ')}\n`);
}

let compiled: CompiledApi;
let world: World | undefined;
beforeAll(() => {
  compiled = new CompiledApi();
});
afterAll(async () => {
  await world?.stop();
  await compiled.remove();
});

it(
  `the invariants hold through ${rounds} rounds of faults (seed ${seed})`,
  async () => {
    const started = await World.start({ compiled, seed });
    world = started;
    const people: AccountClient[] = [];
    for (let count = 0; count < PEOPLE; count += 1) people.push(await started.application.candidate());
    const injected: string[] = [];
    let chosen = 0;
    const choose = (phase: Phase) => chooseFault(started.random, phase, chosen++);
    for (let round = 0; round < rounds; round += 1) {
      injected.push(...(await new Round(started, people, choose).run()));
      const evidence = await started.evidence();
      expect({ injected, found: violations(evidence) }).toEqual({ injected, found: [] });
      expect(evidence.interviews.length).toBeGreaterThan(round);
      report(round, injected, started, evidence);
    }
  },
  rounds * ROUND_MS,
);

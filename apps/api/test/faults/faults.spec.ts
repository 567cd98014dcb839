/** Processes are killed, frozen and cut off while interviews are booked, paid, changed and held; whatever happens, the invariants hold. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startDatabase, type TestDatabase } from '../../../../tools/launcher/stack.ts';
import { startRedis, type TestRedis } from '../../../../tools/test-database/redis.ts';
import { CompiledApi } from '../support/api-process.ts';
import type { AccountClient } from '../support/application.ts';
import { collectEvidence } from './evidence-collection.ts';
import type { Phase } from './fault.ts';
import { chooseFault } from './faults.ts';
import { violations } from './invariants.ts';
import { Report } from './report.ts';
import { Round } from './round.ts';
import { World } from './world.ts';

/** `npm run test:faults -- --rounds N --seed S` says otherwise. */
const rounds = Number(process.env.FAULTS_ROUNDS ?? 2);
const seed = Number(process.env.FAULTS_SEED ?? 1);
/** The long form has a database server of its own, which crashes; starting one takes longer than a round. */
const isLong = process.env.FAULTS_ROUNDS !== undefined;
const PEOPLE = 5;
const ROUND_MS = 600_000;

let compiled: CompiledApi;
let redis: TestRedis | undefined;
let server: TestDatabase | undefined;
let world: World | undefined;
let report: Report;

beforeAll(async () => {
  redis = await startRedis();
  server = isLong ? await startDatabase('faults', 'crash-safe') : undefined;
  report = new Report({ rounds, seed, hasRedis: redis !== undefined, isPrinted: isLong });
  compiled = new CompiledApi();
});
afterAll(async () => {
  report.close();
  await world?.stop();
  await compiled.remove();
  await server?.stop();
  await redis?.stop();
});

it(
  `the invariants hold through ${rounds} rounds of faults (seed ${seed})`,
  async () => {
    const started = await World.start({ compiled, seed, redis, server });
    world = started;
    const people: AccountClient[] = [];
    for (let count = 0; count < PEOPLE; count += 1) people.push(await started.application.candidate());
    let chosen = 0;
    const choose = (phase: Phase) => {
      const fault = chooseFault(started, phase, chosen++);
      report.inject(phase, fault.name);
      return fault;
    };
    for (let round = 0; round < rounds; round += 1) {
      await started.useQueue(redis && round % 2 === 1 ? 'Redis' : 'PostgreSQL');
      report.begin(started.queue);
      await new Round(started, people, choose).run();
      const evidence = await collectEvidence(started);
      const { injected } = report;
      expect({ injected, found: violations(evidence) }).toEqual({ injected, found: [] });
      expect(evidence.interviews.length).toBeGreaterThan(round);
      report.hold(evidence, started.fleet.kills);
    }
  },
  rounds * ROUND_MS,
);

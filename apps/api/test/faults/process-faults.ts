/** What becomes of the processes themselves: killed, frozen, with a wrong clock. */
import { mailFault, pendingFault } from '../support/mailbox.ts';
import { LONG_MS, waitFor } from '../support/wait-for.ts';
import type { Fault } from './fault.ts';
import { KILL_POINTS } from './kill-points.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { World } from './world.ts';

/** How much later than its lease a frozen worker comes back. */
const FROZEN_SECONDS = 90;

const WRONG_MINUTES = 10;

/** A process is killed at a point that it comes to. */
export function kill(random: SeededRandom, process: 'api' | 'worker'): Fault {
  const [first, ...others] = KILL_POINTS.filter((point) => point.process === process);
  if (!first) throw new Error(`There is no point at which to kill the ${process}`);
  const { name, statement, commit, times } = random.pick([first, ...others]);
  const when = random.pick<'before' | 'after'>(['before', 'after']);
  const nth = random.between(1, times);
  return {
    name: `kill -9 of the ${process} ${when} ${name} (${nth})`,
    inject({ fleet }) {
      fleet.armAll(process, { statement, commit, when, nth });
    },
  };
}

/** The workers are killed between two lines of the SMTP dialogue. */
export const killWithinDialogue: Fault = {
  name: 'kill -9 of the worker within the SMTP dialogue',
  inject: ({ application, disturbances }) => {
    disturbances.begin('unanswered');
    return mailFault(application, { mode: 'hold', times: 1 });
  },
  async meanwhile({ application, fleet }) {
    const isHeld = () => pendingFault(application).then((fault) => fault === null);
    const isBegun = async () => (await isHeld()) || (await isIdle(application));
    await waitFor('a dialogue', isBegun, LONG_MS);
    fleet.killWorkers();
  },
};

const isIdle = async ({ database }: World['application']): Promise<boolean> =>
  (await database.client.message.count({ where: { status: { in: ['queued', 'sending'] } } })) === 0;

/** A worker stands still beyond its leases, with mails in hand, while the other goes on; then it wants to go on too. */
export const frozenWorker: Fault = {
  name: 'a frozen worker',
  alone: true,
  async inject(world) {
    await mailFault(world.application, { mode: 'slow', ms: 100, times: 8 });
    world.fleet.freezeWorker();
  },
  async meanwhile(world) {
    await mailFault(world.application, { mode: 'none' });
    await world.advance(FROZEN_SECONDS);
    await world.quiet();
    world.fleet.thawWorkers();
  },
};

const wrongClock = (process: 'api' | 'worker', direction: 1 | -1): Fault => ({
  name: `the clock of one ${process} is ${WRONG_MINUTES} minutes ${direction === 1 ? 'ahead' : 'behind'}`,
  inject({ fleet }) {
    fleet.skew(process, direction * WRONG_MINUTES);
  },
});

export const wrongClocks: readonly Fault[] = (['api', 'worker'] as const).flatMap((process) => [
  wrongClock(process, 1),
  wrongClock(process, -1),
]);

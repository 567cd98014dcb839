import { mailFault, pendingFault } from '../support/mailbox.ts';
import { waitFor } from '../support/wait-for.ts';
import { KILL_POINTS } from './kill-points.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { WebhookMode } from './webhook-front.ts';
import type { World } from './world.ts';

/** A part of an interview's life in which something goes wrong. */
export type Phase = 'booking' | 'paying' | 'changing' | 'reminding' | 'meeting';

/** Something that goes wrong. It is taken back by {@link World.heal}. */
export interface Fault {
  readonly name: string;
  /** A phase is healed from it before the next one begins. */
  readonly alone?: true;
  inject(world: World): Promise<void> | void;
  /** What else goes wrong once the work of the phase was asked for. */
  meanwhile?(world: World): Promise<void>;
}

/** As many mails as a worker hands over at once. */
export const DIALOGUES = 4;

/** How much later than its lease a frozen worker comes back. */
const FROZEN_SECONDS = 90;

/** A process is killed at a point that it comes to. */
function kill(random: SeededRandom, process: 'api' | 'worker'): Fault {
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
const killWithinDialogue: Fault = {
  name: 'kill -9 of the worker within the SMTP dialogue',
  inject: ({ application }) => mailFault(application, { mode: 'hold', times: 1 }),
  async meanwhile({ application, fleet }) {
    const isHeld = () => pendingFault(application).then((fault) => fault === null);
    await waitFor('a dialogue', async () => (await isHeld()) || (await isIdle(application)));
    fleet.killWorkers();
  },
};

const isIdle = async ({ database }: World['application']): Promise<boolean> =>
  (await database.client.message.count({ where: { status: { in: ['queued', 'sending'] } } })) === 0;

/** A worker stands still beyond its leases, with mails in hand, while the other goes on; then it wants to go on too. */
const frozenWorker: Fault = {
  name: 'a frozen worker',
  alone: true,
  async inject(world) {
    world.explainedCopies += DIALOGUES;
    await mailFault(world.application, { mode: 'slow', ms: 100, times: 8 });
    world.fleet.freezeWorker();
  },
  async meanwhile(world) {
    await mailFault(world.application, { mode: 'none' });
    world.time.advance(FROZEN_SECONDS);
    await world.quiet();
    world.fleet.thawWorkers();
  },
};

const wipedQueue: Fault = {
  name: 'the queue is wiped',
  async inject({ application }) {
    const tables = await application.database.client.$queryRaw<{ name: string }[]>`
      SELECT tablename AS name FROM pg_tables WHERE schemaname = 'queue' AND tablename LIKE '%job%'`;
    const all = tables.map(({ name }) => `queue."${name}"`).join(', ');
    if (all) await application.database.transaction((tx) => tx.$executeRawUnsafe(`TRUNCATE ${all} CASCADE`));
  },
};

const cutDatabase: Fault = {
  name: 'connections to the database are cut',
  inject(world) {
    const { fleet } = world;
    world.explainedCopies += 2 * DIALOGUES;
    fleet.line.cut();
    setImmediate(() => {
      fleet.line.mend();
    });
  },
  async meanwhile(world) {
    const { fleet } = world;
    world.explainedCopies += 2 * DIALOGUES;
    fleet.line.cut();
    await waitFor('a process that says so', async () => {
      const answer = await fleet.api()?.visitor().send('GET', '/health/ready');
      return answer?.status === 503;
    });
  },
};

const mail = (name: string, fault: Parameters<typeof mailFault>[1]): Fault => ({
  name: `SMTP ${name}`,
  inject(world) {
    if (fault.mode === 'cut-after-data') world.explainedCopies += fault.times ?? 0;
    return mailFault(world.application, fault);
  },
});

const webhooks = (mode: WebhookMode): Fault => ({
  name: `webhooks arrive ${mode}`,
  inject({ front }) {
    front.mode = mode;
  },
});

/** Somebody else says that everything was paid. */
const forgedWebhooks: Fault = {
  name: 'forged webhooks',
  inject: () => undefined,
  async meanwhile(world) {
    const { data } = await world.stripe.client.checkout.sessions.list({ limit: 20 });
    for (const session of data) {
      const object = { ...session, payment_status: 'paid', status: 'complete' };
      const event = {
        id: `evt_${session.id}`,
        object: 'event',
        type: 'checkout.session.completed',
        data: { object },
      };
      const { status } = await world.stripe.send(event, { secret: 'whsec_of_somebody_else' });
      if (status < 400) throw new Error('A forged webhook was believed');
    }
  },
};

const stripeFault = (mode: string): Fault => ({
  name: `the payment provider: ${mode}`,
  inject: ({ stripe }) => stripe.fault({ mode, method: 'POST', times: 2, ms: 200 }),
});

/** Events that were handled are handed on once more, as after a restored backup. */
const replayedEvents: Fault = {
  name: 'events are handed on again',
  inject: () => undefined,
  async meanwhile({ application }) {
    await application.database.client.outboxEvent.updateMany({ data: { dispatchedAt: null } });
  },
};

const mailFaults: readonly Fault[] = [
  mail('refuses for now', { mode: 'refuse-4xx', times: 3 }),
  mail('refuses for good', { mode: 'refuse-5xx', times: 1 }),
  mail('is cut off after the data', { mode: 'cut-after-data', times: 2 }),
  mail('is slow', { mode: 'slow', ms: 300, times: 4 }),
];
const always: readonly Fault[] = [wipedQueue, cutDatabase, frozenWorker, killWithinDialogue, replayedEvents];
const provider = ['error', 'lose-request', 'lose-answer', 'slow'].map(stripeFault);

const OF_PHASE: Readonly<Record<Phase, readonly Fault[]>> = {
  booking: [...provider, cutDatabase, wipedQueue],
  paying: [...always, ...mailFaults, ...(['twice', 'late', 'never'] as const).map(webhooks), forgedWebhooks],
  changing: [...always, ...mailFaults, ...provider],
  reminding: [...always, ...mailFaults],
  meeting: [...always, ...mailFaults],
};

/** What goes wrong in the phase that comes after so many others: a kill in every second one. */
export function chooseFault(random: SeededRandom, phase: Phase, before: number): Fault {
  if (before % 2 === 0) {
    const process = phase === 'reminding' ? 'worker' : random.pick<'api' | 'worker'>(['api', 'worker']);
    return kill(random, process);
  }
  const [first, ...others] = OF_PHASE[phase];
  if (!first) throw new Error(`Nothing can go wrong in the phase ${phase}`);
  return random.pick([first, ...others]);
}

/** Builds that lack what keeps a promise: the same harness finds them out, so that its silence about the real build means something. */
import { routes } from '@greenroom/contracts';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { CompiledApi } from '../support/api-process.ts';
import { type HeldBooking, holdBooking, settle } from '../support/payments.ts';
import { acceptedMails, mailFault } from '../support/mailbox.ts';
import { LONG_MS, waitFor } from '../support/wait-for.ts';
import { collectEvidence } from './evidence-collection.ts';
import type { BrokenPart } from './fleet.ts';
import { violations } from './invariants.ts';
import { World } from './world.ts';

const BROKEN_MS = 600_000;

let compiled: CompiledApi;
let world: World | undefined;

beforeAll(() => {
  compiled = new CompiledApi();
});
afterEach(() => world?.stop());
afterAll(() => compiled.remove());

async function start(broken?: BrokenPart): Promise<World> {
  world = await World.start({ compiled, seed: 1, apis: 1, ...(broken && { broken }) });
  return world;
}

async function book({ application, stripe }: World): Promise<HeldBooking> {
  const booking = await holdBooking(application);
  await stripe.pay(booking.checkout);
  await settle(booking);
  return booking;
}

/** Names of the invariants that do not hold. */
async function found(of: World): Promise<string[]> {
  return violations(await collectEvidence(of)).map(({ invariant }) => invariant);
}

/** Events are handed on a second time, as after a restored backup. */
async function replay(of: World): Promise<void> {
  await of.quiet();
  await of.application.database.client.outboxEvent.updateMany({ data: { dispatchedAt: null } });
  await of.quiet();
}

/** Mails wait for their server while the interview is moved. */
async function moveWhileMailsWait(of: World): Promise<void> {
  const { application } = of;
  await mailFault(application, { mode: 'refuse-4xx' });
  const { candidate, interview } = await book(of);
  const areRefused = async () => {
    const refused = { interviewId: interview.id, lastError: { not: null } };
    return (await application.database.client.message.count({ where: refused })) >= 3;
  };
  await waitFor('mails that were refused for now', areRefused, LONG_MS);
  const startsAt = new Date(Date.parse(interview.scheduledAt) + 3_600_000).toISOString();
  const params = { interviewId: interview.id };
  await candidate.call(routes.rescheduleInterview, { params, body: { scheduleVersion: 0, startsAt } });
  of.changesOver.set(interview.id, Date.now());
  await of.quiet();
  await of.heal();
}

/** Mails take their time, while all workers look for due ones. */
async function sendSlowly(of: World): Promise<void> {
  await mailFault(of.application, { mode: 'slow', ms: 1_000 });
  await book(of);
  await of.heal();
}

/** The mail server keeps a mail waiting until a second worker has taken it, too; then both hand it over, each in its time. */
async function sendUntilTakenTwice(of: World): Promise<void> {
  const { application } = of;
  await mailFault(application, { mode: 'hold' });
  await book(of);
  const isTakenTwice = async () => {
    const twice = { status: 'sending', claim: { gte: 2 } };
    return (await application.database.client.message.count({ where: twice })) > 0;
  };
  await waitFor('a mail that two have in hand', isTakenTwice, LONG_MS);
  await of.heal();
  const haveComeAgain = async () => {
    const ids = (await acceptedMails(application)).map(({ messageId }) => messageId);
    return new Set(ids).size < ids.length;
  };
  await waitFor('a mail that comes again', haveComeAgain, LONG_MS);
}

it(
  'the real build holds through all of it',
  async () => {
    const real = await start();
    await sendSlowly(real);
    await moveWhileMailsWait(real);
    await replay(real);
    expect(violations(await collectEvidence(real))).toEqual([]);
  },
  BROKEN_MS,
);

it(
  'without its guard, mails of times that have changed are found',
  async () => {
    const broken = await start('guard');
    await moveWhileMailsWait(broken);
    expect(await found(broken)).toContain('I4');
  },
  BROKEN_MS,
);

it(
  'without its lease, mails that come again are found',
  async () => {
    const broken = await start('lease');
    await sendUntilTakenTwice(broken);
    expect(await found(broken)).toContain('I1');
  },
  BROKEN_MS,
);

it(
  'without its dedupe keys, what happens twice is found',
  async () => {
    const broken = await start();
    const { client } = broken.application.database;
    await client.$executeRawUnsafe(
      `CREATE FUNCTION another_key() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN NEW.dedupe_key := NEW.dedupe_key || gen_random_uuid(); RETURN NEW; END $$`,
    );
    for (const table of ['workflow_run', 'message'])
      await client.$executeRawUnsafe(
        `CREATE TRIGGER another_key BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION another_key()`,
      );
    await book(broken);
    await replay(broken);
    expect(await found(broken)).toContain('I1');
  },
  BROKEN_MS,
);

it(
  'one that does not start at all leaves nothing running',
  async () => {
    const listening = () =>
      process.getActiveResourcesInfo().filter((kind) => kind === 'TCPServerWrap').length;
    const before = listening();
    await expect(start('start')).rejects.toThrow('It ended');
    await waitFor('what was started to end', () => listening() === before);
  },
  BROKEN_MS,
);

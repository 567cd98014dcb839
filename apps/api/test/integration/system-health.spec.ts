/** Queue and sweep health: how much is due, how late it is, and who looks after it. */
import { getQueueToken } from '@nestjs/bullmq';
import { type LaneHealth, routes, type SystemHealth } from '@greenroom/contracts';
import { LATE_REPORT_SECONDS } from '@greenroom/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Queue } from 'bullmq';
import { LANES, queueNameOf } from '../../src/platform/due-work/lanes.ts';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';
import { createInterview } from '../support/builders.ts';
import { planOf, statementsOf } from '../support/statements.ts';
import { waitFor } from '../support/wait-for.ts';

let application: TestApplication;
let admin: AccountClient;
let interviewId: string;

/** No worker runs, so nothing that these specs write is done. */
beforeAll(async () => {
  application = await startApplication();
  admin = await application.admin();
  const { accountId } = await application.candidate();
  ({ id: interviewId } = await createInterview(application, {
    candidateId: accountId,
    startsInMinutes: 600,
  }));
});
afterAll(() => application.stop());

const health = () => admin.call(routes.adminGetHealth, {});
const at = (seconds: number) => new Date(application.clock.now().getTime() + seconds * 1000);
const workOf = ({ lanes }: SystemHealth, kind: string) =>
  lanes.flatMap(({ work }) => work).find((one) => one.kind === kind);
/** Asks how long the oldest of a kind has waited that is due since an instant: in whole seconds, and the time goes on meanwhile. */
async function expectLateSince(dueAt: Date, kind: string): Promise<void> {
  const since = () => Math.floor((application.clock.now().getTime() - dueAt.getTime()) / 1000);
  const atLeast = since();
  const { lateSeconds } = workOf(await health(), kind) ?? {};
  expect(lateSeconds).toBeGreaterThanOrEqual(atLeast);
  expect(lateSeconds).toBeLessThanOrEqual(since());
}

const metrics = async () => (await fetch(`${application.url}/metrics`)).text();

const addMessage = (status: string, nextAttemptAt: Date | null) =>
  application.database.client.message.create({
    data: {
      interviewId,
      dedupeKey: `${status}:${nextAttemptAt?.toISOString() ?? ''}`,
      template: 'reminder',
      recipientRole: 'candidate',
      recipient: 'casey@example.com',
      scheduleVersion: 0,
      status,
      nextAttemptAt,
    },
  });

describe('the health of due work', () => {
  it('names every kind of due work, in the lane that it waits in', async () => {
    const { lanes } = await health();
    expect(lanes.map(({ lane, work }) => [lane, work.map(({ kind }) => kind).sort()])).toEqual([
      ['prompt', ['hold-expiry', 'outbox-event', 'workflow-step']],
      ['mail', ['message']],
      ['outside', ['interview-end', 'payment-check', 'recording-upkeep', 'room-closing', 'webhook-delivery']],
    ]);
  });

  it('counts what is due, how long the oldest has waited, what is ahead and what was given up', async () => {
    const oldest = at(-90);
    await addMessage('queued', oldest);
    await addMessage('sending', at(-20));
    await addMessage('queued', at(3600));
    await addMessage('parked', null);
    await addMessage('sent', null);
    expect(workOf(await health(), 'message')).toMatchObject({ due: 2, ahead: 1, parked: 1 });
    await expectLateSince(oldest, 'message');
  });

  it('says from when on an interview waits for its end: once the grace and late reports are over', async () => {
    const before = workOf(await health(), 'interview-end');
    const start = at(0);
    const { accountId } = await application.candidate();
    const { id } = await createInterview(application, { candidateId: accountId, startsInMinutes: 900 });
    await application.database.client.interview.update({
      where: { id },
      data: { scheduledAt: start, endsAt: at(45 * 60) },
    });
    expect(workOf(await health(), 'interview-end')).toMatchObject({
      due: 0,
      ahead: (before?.ahead ?? 0) + 1,
    });
    const { policy } = await application.database.client.interview.findUniqueOrThrow({ where: { id } });
    const grace = (policy as { graceMinutes: number }).graceMinutes * 60;
    const dueAt = new Date(start.getTime() + (grace + LATE_REPORT_SECONDS) * 1000);
    application.clock.moveTo(new Date(dueAt.getTime() + 7_000));
    expect(workOf(await health(), 'interview-end')).toMatchObject({ due: 1 });
    await expectLateSince(dueAt, 'interview-end');
  });

  it('asks few questions, each of the index that the workers read', async () => {
    const statements = (await statementsOf(health)).filter(({ text }) => text.includes('count(*) FILTER'));
    expect(statements).toHaveLength(10);
    const { client } = application.database;
    await client.$executeRaw`
      INSERT INTO message SELECT copy.* FROM (SELECT * FROM message WHERE status = 'sent' LIMIT 1) original,
        generate_series(1, 5000) number, LATERAL jsonb_populate_record(NULL::message,
          to_jsonb(original) || jsonb_build_object('id', gen_random_uuid(), 'dedupe_key', number::text)) copy`;
    await client.$executeRaw`ANALYZE message`;
    const plan = await planOf(application, statements, 'FROM message WHERE status IN');
    expect(plan).toContain('message_due');
    expect(plan).toContain('message_parked');
    expect(plan).not.toContain('Seq Scan');
  });

  it('is on the metrics endpoint too', async () => {
    const text = await metrics();
    expect(text).toContain('greenroom_due_work_rows{lane="mail",kind="message",state="parked"} 1');
    expect(text).toContain('greenroom_queue_jobs{lane="prompt",state="waiting"}');
    expect(text).toContain('greenroom_workers{lane="mail"} 0');
    expect(text).not.toContain('greenroom_sweep_age_seconds{');
  });
});

describe('who looks after it', () => {
  const lanesWhen = async (what: string, holds: (lanes: readonly LaneHealth[]) => boolean) =>
    waitFor(what, async () => {
      const { lanes } = await health();
      return holds(lanes) ? lanes : undefined;
    });

  it('is every worker that looked lately, until it ends', async () => {
    expect((await health()).lanes.map(({ lastSweptAt, workers }) => [lastSweptAt, workers])).toEqual(
      LANES.map(() => [null, 0]),
    );
    const one = await application.startWorker();
    const other = await application.startWorker();
    const lanes = await lanesWhen('two workers', (all) => all.every(({ workers }) => workers === 2));
    expect(lanes.every(({ lastSweptAt }) => lastSweptAt !== null)).toBe(true);
    expect(await metrics()).toContain('greenroom_workers{lane="mail"} 2');
    await one.close();
    await lanesWhen('one worker', (all) => all.every(({ workers }) => workers === 1));
    await other.close();
    await lanesWhen('no worker', (all) => all.every(({ workers }) => workers === 0));
  });
});

describe('a queue that is away', () => {
  it('is said to be, and the rest is told all the same', async () => {
    const alone = await startApplication();
    try {
      const caller = await alone.admin();
      const queues = LANES.map((lane) =>
        alone.get<Queue>(getQueueToken(queueNameOf(lane)), { strict: false }),
      );
      const before = await caller.call(routes.adminGetHealth, {});
      expect(before.lanes.every(({ queue }) => queue !== null)).toBe(true);
      await Promise.all(queues.map((queue) => queue.close()));
      const { lanes } = await caller.call(routes.adminGetHealth, {});
      expect(lanes.map(({ queue, work }) => [queue, work.length > 0])).toEqual(LANES.map(() => [null, true]));
    } finally {
      await alone.stop();
    }
  });
});

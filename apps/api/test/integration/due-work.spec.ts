/** What is due happens, whatever becomes of the queue. */
import { getQueueToken } from '@nestjs/bullmq';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Queue } from 'bullmq';
import { CompiledApi } from '../support/api-process.ts';
import { startApplication, type TestApplication } from '../support/application.ts';
import { createInterview } from '../support/builders.ts';
import { waitFor } from '../support/wait-for.ts';
import type { DueWork } from '../../src/platform/due-work/due-work.ts';
import { DueWorkRegistry } from '../../src/platform/due-work/due-work-registry.ts';
import { type Lane, LANES, placesOf, queueNameOf } from '../../src/platform/due-work/lanes.ts';
import { WakeUps } from '../../src/platform/due-work/wake-ups.ts';
import { Outbox } from '../../src/platform/outbox/outbox.ts';

const redisUrl = process.env.TEST_REDIS_URL;
const backends: [string, Record<string, string>][] = [['PostgreSQL', {}]];
if (redisUrl) backends.push(['Redis', { REDIS_URL: redisUrl }]);
else it.todo('is tested on Redis too, where there is a redis-server or TEST_REDIS_URL names one');

let compiled: CompiledApi;
beforeAll(() => {
  compiled = new CompiledApi();
});
afterAll(() => compiled.remove());

describe.each(backends)('on %s', (backend, settings) => {
  let application: TestApplication;

  beforeEach(async () => {
    application = await startApplication({ settings });
  });
  afterEach(() => application.stop());

  const queuesOf = (process: Pick<INestApplicationContext, 'get'>): Queue[] =>
    LANES.map((lane) => process.get<Queue>(getQueueToken(queueNameOf(lane)), { strict: false }));
  const closeQueues = async (process: Pick<INestApplicationContext, 'get'>) => {
    await Promise.all(queuesOf(process).map((queue) => queue.close()));
  };

  /** Publishes an event about a new interview. */
  async function publish(): Promise<string> {
    const { accountId } = await application.candidate();
    const { id } = await createInterview(application, {
      candidateId: accountId,
      status: 'completed',
      changes: { interviewerFeedback: 'Good', overallRating: 4, feedbackAt: application.clock.now() },
    });
    const outbox = application.get(Outbox, { strict: false });
    await application.database.transaction((tx) => outbox.publish(tx, 'feedback.submitted', id, {}));
    return id;
  }

  const dispatched = (interviewId: string) =>
    waitFor('the event to be handled', async () => {
      const rows = await application.database.client.outboxEvent.findMany({ where: { interviewId } });
      return rows.length > 0 && rows.every(({ dispatchedAt }) => dispatchedAt !== null);
    });

  const messagesOf = (interviewId: string) =>
    application.database.client.message.count({ where: { interviewId, template: 'feedback-ready' } });

  /** What follows from the event: a message, once. */
  const followed = async (interviewId: string) => {
    await dispatched(interviewId);
    await waitFor('the steps that follow', async () => {
      const rows = await application.database.client.workflowStep.findMany({ where: { interviewId } });
      return rows.length > 0 && rows.every(({ doneAt }) => doneAt !== null);
    });
    expect(await messagesOf(interviewId)).toBe(1);
  };

  it('a wake-up makes it prompt: without any sweep', async () => {
    const slow = await startApplication({ settings: { ...settings, SWEEP_INTERVAL_MS: '60000' } });
    try {
      const done: string[] = [];
      const worker = await slow.startWorker();
      for (const process of [worker, slow])
        process.get(DueWorkRegistry, { strict: false }).register(sample([], done));
      const wakeUps = slow.get(WakeUps, { strict: false });
      await waitFor('a queue that takes it', () => wakeUps.announce({ kind: 'sample', id: 'a' }));
      await waitFor('the work', () => done.includes('a'));
    } finally {
      await slow.stop();
    }
  });

  it('the sweep alone finds what nobody announced', async () => {
    const id = await publish();
    await application.startWorker();
    await followed(id);
  });

  it('the sweep does the work itself when the queue refuses it', async () => {
    const worker = await application.startWorker();
    await closeQueues(worker);
    await closeQueues(application);
    expect(
      await application.get(WakeUps, { strict: false }).announce({ kind: 'outbox-event', id: '1' }),
    ).toBe(false);
    const id = await publish();
    await application.get(Outbox, { strict: false }).flush(id);
    await followed(id);
  });

  it('the sweep gets past a row that cannot be done', async () => {
    const worker = await application.startWorker();
    const done: string[] = [];
    worker.get(DueWorkRegistry, { strict: false }).register(sample(['impossible', 'possible'], done));
    await closeQueues(worker);
    await waitFor('the other row', () => done.includes('possible'));
    expect(done).not.toContain('impossible');
  });

  it('a wiped queue loses nothing', async () => {
    const worker = await application.startWorker();
    if (backend === 'PostgreSQL')
      await application.database.transaction((tx) => tx.$executeRawUnsafe('DROP SCHEMA queue CASCADE'));
    else await Promise.all(queuesOf(worker).map((queue) => queue.obliterate({ force: true })));
    const id = await publish();
    await application.get(Outbox, { strict: false }).flush(id);
    await followed(id);
  });

  it('several workers do it once', async () => {
    await Promise.all([application.startWorker(), application.startWorker(), application.startWorker()]);
    const ids = await Promise.all(Array.from({ length: 10 }, publish));
    for (const id of ids) await application.get(Outbox, { strict: false }).flush(id);
    for (const id of ids) {
      await followed(id);
    }
  });

  describe.each(['takes wake-ups', 'is away'])('while the queue %s', (queue) => {
    it.each(['mail', 'outside'] as const)(
      'a server in the lane "%s" that hangs holds up nothing else',
      async (lane) => {
        const worker = await application.startWorker();
        if (queue === 'is away') await closeQueues(worker);
        const hanging = hangingWork(lane);
        worker.get(DueWorkRegistry, { strict: false }).register(hanging.work);
        try {
          await waitFor('a full lane', hanging.fillsItsLane);
          const id = await publish();
          await application.get(Outbox, { strict: false }).flush(id);
          await followed(id);
          const { accountId } = await application.candidate();
          const held = await createInterview(application, { candidateId: accountId, status: 'held' });
          application.clock.advance(601);
          await waitFor('the hold to lapse', async () => {
            const { client } = application.database;
            return (
              (await client.interview.findUniqueOrThrow({ where: { id: held.id } })).status === 'expired'
            );
          });
        } finally {
          hanging.release();
        }
      },
    );
  });

  it('what an event plans is announced: without any sweep', async () => {
    const slow = await startApplication({ settings: { ...settings, SWEEP_INTERVAL_MS: '60000' } });
    try {
      const done: string[] = [];
      const worker = await slow.startWorker();
      for (const process of [worker, slow])
        process.get(DueWorkRegistry, { strict: false }).register(sample([], done));
      worker.get(Outbox, { strict: false }).on('feedback.submitted', 'test: plans', () => {
        const now = slow.clock.now().getTime();
        return Promise.resolve([
          { kind: 'sample', id: 'now', dueAt: new Date(now) },
          { kind: 'sample', id: 'soon', dueAt: new Date(now + 200) },
          { kind: 'sample', id: 'far ahead', dueAt: new Date(now + 3_600_000) },
        ]);
      });
      const outbox = slow.get(Outbox, { strict: false });
      const { accountId } = await slow.candidate();
      const { id } = await createInterview(slow, { candidateId: accountId, status: 'held' });
      await slow.database.transaction((tx) => outbox.publish(tx, 'feedback.submitted', id, {}));
      await outbox.flush(id);
      await waitFor('what was planned', () => done.length === 2);
      // In no order: several rows are worked on at a time.
      expect(done.toSorted()).toEqual(['now', 'soon']);
    } finally {
      await slow.stop();
    }
  });

  it('what a killed worker had in hand is done by another', async () => {
    const worker = await compiled.startWorker(application);
    const lock = await application.database.pool.connect();
    let id: string;
    try {
      await lock.query('BEGIN; LOCK TABLE message IN ACCESS EXCLUSIVE MODE');
      id = await publish();
      await application.get(Outbox, { strict: false }).flush(id);
      await waitFor('a worker in the middle of it', async () => {
        const { rows } = await application.database.pool.query<{ count: string }>(
          `SELECT count(*) FROM pg_stat_activity
           WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%INSERT INTO%message%'`,
        );
        return Number(rows[0]?.count) > 0;
      });
      worker.signal('SIGKILL');
      await worker.exited;
    } finally {
      await lock.query('ROLLBACK');
      lock.release();
    }
    await application.startWorker();
    await followed(id);
  });

  it('work that fails is tried again, later each time, and stops nothing else', async () => {
    const id = await publish();
    const worker = await application.startWorker();
    await dispatched(id);
    let fail = true;
    worker
      .get(Outbox, { strict: false })
      .on('feedback.submitted', 'test: fails at first', () =>
        fail ? Promise.reject(new Error('not now')) : Promise.resolve([]),
      );
    const failing = await publish();
    const event = () =>
      application.database.client.outboxEvent.findFirstOrThrow({ where: { interviewId: failing } });
    const row = await waitFor('the failure', async () => {
      const found = await event();
      return found.attempts > 0 && found;
    });
    expect(row).toMatchObject({ dispatchedAt: null, lastError: 'not now' });
    expect(row.nextAttemptAt.getTime()).toBeGreaterThan(application.clock.now().getTime());
    expect(await messagesOf(failing)).toBe(0);
    fail = false;
    application.clock.advance(3_600);
    await followed(failing);
  });
});

/** Work whose rows are always due; what was done is written down. */
const emptyBacklog = () => Promise.resolve({ due: 0, oldestDueAt: null, ahead: 0, parked: null });

const sample = (rows: readonly string[], done: string[]): DueWork => ({
  kind: 'sample',
  lane: 'prompt',
  due: (now) => Promise.resolve(rows.map((id) => ({ id, dueAt: now }))),
  backlog: emptyBacklog,
  run: (id) => {
    if (id === 'impossible') return Promise.reject(new Error('It cannot be done'));
    done.push(id);
    return Promise.resolve();
  },
});

/** More work than a lane has places for, none of which ends before it is released. */
function hangingWork(lane: Lane) {
  const begun = new Set<string>();
  const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
  const work: DueWork = {
    kind: 'hanging',
    lane,
    due: (now) =>
      Promise.resolve(Array.from({ length: 30 }, (_, index) => ({ id: `row-${index}`, dueAt: now }))),
    backlog: emptyBacklog,
    run: (id) => {
      begun.add(id);
      return released;
    },
  };
  return { work, release: () => release(undefined), fillsItsLane: () => begun.size >= placesOf(lane) };
}

describe('the outbox', () => {
  it('refuses a second handler of a name for an event', async () => {
    const application = await startApplication();
    const outbox = application.get(Outbox, { strict: false });
    const handle = () => Promise.resolve([]);
    outbox.on('feedback.submitted', 'a handler', handle);
    outbox.on('feedback.submitted', 'another handler', handle);
    expect(() => outbox.on('feedback.submitted', 'a handler', handle)).toThrow(
      'Two handlers "a handler" for the event feedback.submitted',
    );
    await application.stop();
  });
});

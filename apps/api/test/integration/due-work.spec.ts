/** What is due happens, whatever becomes of the queue. */
import { getQueueToken } from '@nestjs/bullmq';
import type { INestApplicationContext } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Queue } from 'bullmq';
import { startApplication, type TestApplication } from '../support/application.ts';
import { createInterview } from '../support/builders.ts';
import { waitFor } from '../support/wait-for.ts';
import { DUE_WORK_QUEUE, type DueWork } from '../../src/platform/due-work/due-work.ts';
import { DueWorkRegistry } from '../../src/platform/due-work/due-work-registry.ts';
import { WakeUps } from '../../src/platform/due-work/wake-ups.ts';
import { Outbox } from '../../src/platform/outbox/outbox.ts';

const redisUrl = process.env.REDIS_URL;
const backends: [string, Record<string, string>][] = [['PostgreSQL', {}]];
if (redisUrl) backends.push(['Redis', { REDIS_URL: redisUrl }]);
else process.stderr.write('REDIS_URL is not set: the queue is tested on PostgreSQL alone.\n');

describe.each(backends)('on %s', (backend, settings) => {
  let application: TestApplication;

  beforeEach(async () => {
    application = await startApplication({ settings });
  });
  afterEach(() => application.stop());

  const queueOf = (process: Pick<INestApplicationContext, 'get'>): Queue =>
    process.get<Queue>(getQueueToken(DUE_WORK_QUEUE), { strict: false });

  /** Publishes an event about a new interview. */
  async function publish(): Promise<string> {
    const { accountId } = await application.candidate();
    const { id } = await createInterview(application, { candidateId: accountId, status: 'completed' });
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

  it('a wake-up makes it prompt: without any sweep', async () => {
    const slow = await startApplication({ settings: { ...settings, SWEEP_INTERVAL_MS: '60000' } });
    try {
      const done: string[] = [];
      const worker = await slow.startWorker();
      worker.get(DueWorkRegistry, { strict: false }).register(sample([], done));
      const wakeUps = slow.get(WakeUps, { strict: false });
      expect(await wakeUps.announce({ kind: 'sample', id: 'a' })).toBe(true);
      await waitFor('the work', () => done.includes('a'));
    } finally {
      await slow.stop();
    }
  });

  it('the sweep alone finds what nobody announced', async () => {
    const id = await publish();
    await application.startWorker();
    await dispatched(id);
    expect(await messagesOf(id)).toBe(1);
  });

  it('the sweep does the work itself when the queue refuses it', async () => {
    const worker = await application.startWorker();
    await queueOf(worker).close();
    await queueOf(application).close();
    expect(
      await application.get(WakeUps, { strict: false }).announce({ kind: 'outbox-event', id: '1' }),
    ).toBe(false);
    const id = await publish();
    await application.get(Outbox, { strict: false }).flush(id);
    await dispatched(id);
    expect(await messagesOf(id)).toBe(1);
  });

  it('the sweep gets past a row that cannot be done', async () => {
    const worker = await application.startWorker();
    const done: string[] = [];
    worker.get(DueWorkRegistry, { strict: false }).register(sample(['impossible', 'possible'], done));
    await queueOf(worker).close();
    await waitFor('the other row', () => done.includes('possible'));
    expect(done).not.toContain('impossible');
  });

  it('a wiped queue loses nothing', async () => {
    const worker = await application.startWorker();
    if (backend === 'PostgreSQL')
      await application.database.client.$executeRawUnsafe('DROP SCHEMA queue CASCADE');
    else await queueOf(worker).obliterate({ force: true });
    const id = await publish();
    await application.get(Outbox, { strict: false }).flush(id);
    await dispatched(id);
    expect(await messagesOf(id)).toBe(1);
  });

  it('several workers do it once', async () => {
    await Promise.all([application.startWorker(), application.startWorker(), application.startWorker()]);
    const ids = await Promise.all(Array.from({ length: 10 }, publish));
    for (const id of ids) await application.get(Outbox, { strict: false }).flush(id);
    for (const id of ids) {
      await dispatched(id);
      expect(await messagesOf(id)).toBe(1);
    }
  });

  it('work that fails is tried again, later each time, and stops nothing else', async () => {
    const id = await publish();
    const worker = await application.startWorker();
    await dispatched(id);
    let fail = true;
    worker
      .get(Outbox, { strict: false })
      .on('feedback.submitted', 'test: fails at first', () =>
        fail ? Promise.reject(new Error('not now')) : Promise.resolve(),
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
    await dispatched(failing);
    expect(await messagesOf(failing)).toBe(1);
  });
});

/** Work whose rows are always due; what was done is written down. */
const sample = (rows: readonly string[], done: string[]): DueWork => ({
  kind: 'sample',
  due: () => Promise.resolve(rows),
  run: (id) => {
    if (id === 'impossible') return Promise.reject(new Error('It cannot be done'));
    done.push(id);
    return Promise.resolve();
  },
});

describe('the outbox', () => {
  it('refuses a second handler of a name for an event', async () => {
    const application = await startApplication();
    const outbox = application.get(Outbox, { strict: false });
    const handle = () => Promise.resolve();
    outbox.on('feedback.submitted', 'a handler', handle);
    outbox.on('feedback.submitted', 'another handler', handle);
    expect(() => outbox.on('feedback.submitted', 'a handler', handle)).toThrow(
      'Two handlers "a handler" for the event feedback.submitted',
    );
    await application.stop();
  });
});

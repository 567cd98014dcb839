/** Steps happen once, or are left out for a reason that is written down. */
import { randomUUID } from 'node:crypto';
import type { StepDefinition, WorkflowDefinition } from '@greenroom/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { InterviewLifecycle } from '../../src/interviews/interview-lifecycle.service.ts';
import { Outbox } from '../../src/platform/outbox/outbox.ts';
import { StepExecution } from '../../src/workflows/step-execution.ts';
import { WorkflowStepsRepository } from '../../src/workflows/workflow-steps.repository.ts';
import { startApplication, type TestApplication } from '../support/application.ts';
import { createInterview, type InterviewWish } from '../support/builders.ts';
import {
  createWorkflow,
  fateOf,
  messagesOf,
  publish,
  settle,
  settleAt,
  stepsOf,
  switchOffShipped,
} from '../support/workflows.ts';

let application: TestApplication;
let candidateId: string;
/** Key of the workflow of a test. */
let key: string;

beforeAll(async () => {
  application = await startApplication();
  candidateId = (await application.candidate()).accountId;
});
afterAll(() => application.stop());
beforeEach(async () => {
  await settle(application);
  await switchOffShipped(application);
  key = `test-${randomUUID().slice(0, 8)}`;
});

const client = () => application.database.client;
const interviewWith = (wish: Partial<InterviewWish> = {}) =>
  createInterview(application, { candidateId, startsInMinutes: 48 * 60, ...wish });

const step = (name: string, kind: string, config = {}, conditions: StepDefinition['conditions'] = []) => ({
  key: name,
  kind,
  config,
  conditions,
});
const email = (name: string, conditions: StepDefinition['conditions'] = []) =>
  step(name, 'send-email', { to: 'candidate', template: 'confirmation' }, conditions);
const wait = (minutes: number) => step('wait', 'wait-for', { minutes });
const definition = (
  steps: StepDefinition[],
  kind = 'interview-scheduled',
  config = {},
): WorkflowDefinition => ({ trigger: { kind, config }, conditions: [], steps });

const scheduled = (id: string, scheduleVersion = 0) =>
  publish(application, 'interview.scheduled', id, { scheduleVersion, late: false });
const dueStep = async (interviewId: string) => {
  const pending = (await stepsOf(application, interviewId)).find(({ status }) => status === 'pending');
  if (!pending) throw new Error('No step is due');
  return pending;
};
/** Handles the events that wait, and no step. */
const handleEvents = async () => {
  const outbox = application.get(Outbox);
  for (const { id } of await outbox.due(application.clock.now(), 100)) await outbox.run(id);
};

describe('a step', () => {
  it('is carried out once, however many workers take it up at once', async () => {
    await createWorkflow(application, key, definition([email('tell')]));
    const { id } = await interviewWith();
    await scheduled(id);
    await handleEvents();
    const pending = await dueStep(id);
    const other = await application.startWorker();
    const executions = [application, other].map((process) => process.get(StepExecution, { strict: false }));
    await Promise.all(
      Array.from({ length: 6 }, () => executions).flatMap((both) => both.map((one) => one.run(pending.id))),
    );
    await other.close();
    expect(await messagesOf(application, id)).toEqual(['confirmation to candidate by email']);
    expect(await stepsOf(application, id)).toMatchObject([{ status: 'done', attempts: 1, claim: 1 }]);
  });

  it('leaves nothing behind when it fails before its end, and is tried again', async () => {
    await createWorkflow(application, key, definition([email('tell'), email('tell-again')]));
    const { id } = await interviewWith();
    await scheduled(id);
    await handleEvents();
    // The effect of the step is written before its outcome: the process is cut off in between.
    await client().$executeRawUnsafe(
      `CREATE TRIGGER cut_off BEFORE UPDATE OF done_at ON workflow_step FOR EACH ROW
       WHEN (NEW.status = 'done') EXECUTE FUNCTION refuse_change()`,
    );
    await settle(application);
    expect(await messagesOf(application, id)).toEqual([]);
    expect(await dueStep(id)).toMatchObject({
      stepKey: 'tell',
      attempts: 1,
      lastError: expect.stringContaining('never changed'),
    });
    await client().$executeRawUnsafe('DROP TRIGGER cut_off ON workflow_step');
    await settle(application);
    expect(await messagesOf(application, id)).toEqual([]);
    application.clock.advance(6);
    await settle(application);
    expect(await messagesOf(application, id)).toHaveLength(2);
    expect(await fateOf(application, id, key)).toEqual([
      'tell: done message-planned',
      'tell-again: done message-planned',
    ]);
  });

  it('of a worker that hangs is given free by the database, and the worker’s late commit refused', async () => {
    await createWorkflow(application, key, definition([email('tell')]));
    const { id } = await interviewWith();
    await scheduled(id);
    await handleEvents();
    const { id: stepId } = await dueStep(id);
    const settings = await client().$queryRaw<{ timeout: string }[]>`
      SELECT current_setting('idle_in_transaction_session_timeout') AS timeout`;
    expect(settings).toEqual([{ timeout: '30s' }]);

    const steps = application.get(WorkflowStepsRepository, { strict: false });
    const hanging = application.database.transaction(async (tx) => {
      const claimed = await steps.claimOne(tx, stepId, application.clock.now());
      expect(claimed).toBeDefined();
      const [session] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
      // What the database does when the time is over.
      await client().$queryRaw`SELECT pg_terminate_backend(${session?.pid ?? 0}::int)`;
      await application.get(StepExecution, { strict: false }).run(stepId);
      expect(await messagesOf(application, id)).toHaveLength(1);
      await steps.advance(tx, [], application.clock.now());
      await tx.$queryRaw`SELECT 1`;
    });
    await expect(hanging).rejects.toThrow();
    expect(await stepsOf(application, id)).toMatchObject([{ status: 'done', attempts: 1 }]);
  });

  it('that cannot be done is tried later and later, given up, and holds up nobody else', async () => {
    const broken = await createWorkflow(
      application,
      `${key}-broken`,
      definition([step('gone', 'of-another-version')]),
    );
    await createWorkflow(application, key, definition([email('tell')]));
    const { id } = await interviewWith();
    await scheduled(id);
    await settle(application);
    expect(await messagesOf(application, id)).toHaveLength(1);
    for (let tries = 1; tries <= 7; tries += 1) {
      const [failing] = await stepsOf(application, id, broken.key);
      expect(failing).toMatchObject({
        attempts: tries,
        lastError: 'There is no action "of-another-version"',
      });
      if (!failing?.dueAt) throw new Error('A step that is tried again is due');
      if (tries === 7) expect(failing.status).toBe('parked');
      else await settleAt(application, failing.dueAt);
    }
    await client().workflow.update({ where: { id: broken.id }, data: { enabled: false } });
  });

  it('waits for the one before it', async () => {
    await createWorkflow(
      application,
      key,
      definition([step('wait', 'wait-for', { minutes: 30 }), email('tell')]),
    );
    const { id } = await interviewWith();
    await scheduled(id);
    await settle(application);
    expect(await fateOf(application, id, key)).toEqual(['wait: pending waiting', 'tell: waiting']);
    application.clock.advance(29 * 60);
    await settle(application);
    expect(await messagesOf(application, id)).toEqual([]);
    application.clock.advance(61);
    await settle(application);
    expect(await fateOf(application, id, key)).toEqual(['wait: done waited', 'tell: done message-planned']);
    const [run] = await client().workflowRun.findMany({ where: { interviewId: id } });
    expect(run).toMatchObject({ status: 'done', endedAt: expect.any(Date) });
  });

  it('is left out when its conditions do not hold at its turn, and the next one’s comes', async () => {
    const completed: StepDefinition['conditions'] = [{ field: 'status', operator: 'is', value: 'completed' }];
    const steps = [
      step('wait', 'wait-for', { minutes: 9 }, completed),
      email('thank', completed),
      email('tell'),
    ];
    await createWorkflow(application, key, definition(steps));
    const { id } = await interviewWith();
    await scheduled(id);
    await settle(application);
    expect(await fateOf(application, id, key)).toEqual([
      'wait: skipped conditions-not-met',
      'thank: skipped conditions-not-met',
      'tell: done message-planned',
    ]);
    const [skipped] = await stepsOf(application, id, key);
    expect(skipped?.outcome).toMatchObject({
      values: { field: 'status', operator: 'is', value: 'completed' },
    });
  });

  it('can end its run', async () => {
    await createWorkflow(application, key, definition([email('tell'), step('stop', 'stop'), email('never')]));
    const { id } = await interviewWith();
    await scheduled(id);
    await settle(application);
    expect(await fateOf(application, id, key)).toEqual([
      'tell: done message-planned',
      'stop: done stopped-run',
      'never: cancelled run-stopped',
    ]);
    expect(await client().workflowRun.findFirst({ where: { interviewId: id } })).toMatchObject({
      status: 'stopped',
    });
  });
});

describe('a run', () => {
  it('is begun once for one occasion, however often its event comes', async () => {
    await createWorkflow(application, key, definition([email('tell')]));
    const { id } = await interviewWith();
    await scheduled(id);
    await scheduled(id);
    await settle(application);
    await scheduled(id);
    await settle(application);
    expect(await messagesOf(application, id)).toHaveLength(1);
    expect(await client().workflowRun.count({ where: { interviewId: id } })).toBe(1);
  });

  it('is begun only where its workflow is for the type of the interview', async () => {
    const { id, interviewTypeId } = await interviewWith();
    const other = await interviewWith();
    await createWorkflow(application, key, definition([email('tell')]), interviewTypeId);
    for (const interviewId of [id, other.id]) await scheduled(interviewId);
    await settle(application);
    expect(await messagesOf(application, id)).toHaveLength(1);
    expect(await messagesOf(application, other.id)).toEqual([]);
  });

  it('ends at once when the conditions of its workflow do not hold', async () => {
    const conditions: StepDefinition['conditions'] = [{ field: 'instant', operator: 'is', value: true }];
    await createWorkflow(application, key, { ...definition([email('tell'), email('more')]), conditions });
    const { id } = await interviewWith();
    await scheduled(id);
    await settle(application);
    expect(await fateOf(application, id, key)).toEqual([
      'tell: skipped run-conditions-not-met',
      'more: cancelled run-stopped',
    ]);
  });

  it('goes on by the version that it began with', async () => {
    const workflow = await createWorkflow(
      application,
      key,
      definition([step('wait', 'wait-for', { minutes: 5 }), email('old')]),
    );
    const { id } = await interviewWith();
    await scheduled(id);
    await settle(application);
    await client().workflowVersion.create({
      data: {
        workflowId: workflow.id,
        version: 2,
        createdAt: new Date(),
        definition: JSON.parse(JSON.stringify(definition([email('new')]))),
      },
    });
    await client().workflow.update({ where: { id: workflow.id }, data: { currentVersion: 2 } });
    const later = await interviewWith();
    await scheduled(later.id);
    application.clock.advance(301);
    await settle(application);
    expect(await fateOf(application, id, key)).toEqual(['wait: done waited', 'old: done message-planned']);
    expect(await fateOf(application, later.id, key)).toEqual(['new: done message-planned']);
  });

  it('leaves its steps out while its workflow is off', async () => {
    const workflow = await createWorkflow(
      application,
      key,
      definition([step('wait', 'wait-for', { minutes: 5 }), email('tell')]),
    );
    const { id } = await interviewWith();
    await scheduled(id);
    await settle(application);
    await client().workflow.update({ where: { id: workflow.id }, data: { enabled: false } });
    application.clock.advance(301);
    await settle(application);
    expect(await fateOf(application, id, key)).toEqual([
      'wait: skipped workflow-off',
      'tell: skipped workflow-off',
    ]);
    expect(await messagesOf(application, id)).toEqual([]);
  });
});

describe('when the times change', () => {
  const reminder = () => definition([email('remind')], 'before-start', { minutes: 60 });

  /** Moves an interview as a reschedule does: times, version and event together. */
  async function move(id: string, minutes: number): Promise<void> {
    const { scheduledAt, endsAt, scheduleVersion } = await client().interview.findUniqueOrThrow({
      where: { id },
    });
    const later = (instant: Date) => new Date(instant.getTime() + minutes * 60_000);
    await client().interview.update({
      where: { id },
      data: {
        scheduledAt: later(scheduledAt),
        endsAt: later(endsAt),
        scheduleVersion: scheduleVersion + 1,
      },
    });
    await publish(application, 'interview.rescheduled', id, {
      scheduleVersion: scheduleVersion + 1,
      previousStart: scheduledAt.toISOString(),
      by: 'candidate',
    });
  }

  it('twice, only what speaks of the newest times is done', async () => {
    await createWorkflow(application, key, reminder());
    const { id, scheduledAt } = await interviewWith();
    await scheduled(id);
    await settle(application);
    await move(id, 60);
    await settle(application);
    await move(id, 60);
    await settle(application);
    expect(await fateOf(application, id, key)).toEqual([
      'remind: cancelled rescheduled',
      'remind: cancelled rescheduled',
      'remind: pending',
    ]);
    await settleAt(application, new Date(scheduledAt.getTime() + 59 * 60_000));
    expect(await messagesOf(application, id)).toEqual([]);
    await settleAt(application, new Date(scheduledAt.getTime() + 61 * 60_000));
    expect(await client().message.findMany({ where: { interviewId: id } })).toMatchObject([
      { scheduleVersion: 2 },
    ]);
  });

  it('and the events of it come in the wrong order, the same is done', async () => {
    await createWorkflow(application, key, reminder());
    const { id } = await interviewWith({ changes: { scheduleVersion: 1 } });
    await publish(application, 'interview.rescheduled', id, {
      scheduleVersion: 1,
      previousStart: application.clock.now().toISOString(),
      by: 'candidate',
    });
    await settle(application);
    await scheduled(id, 0);
    await settle(application);
    expect(await fateOf(application, id, key)).toEqual(['remind: pending']);
  });

  it('and a step is due before that is handled, it is left out as stale', async () => {
    await createWorkflow(application, key, reminder());
    const { id, scheduledAt } = await interviewWith();
    await scheduled(id);
    await settle(application);
    await client().interview.update({ where: { id }, data: { scheduleVersion: 1 } });
    await settleAt(application, new Date(scheduledAt.getTime() - 60 * 60_000));
    expect(await fateOf(application, id, key)).toEqual(['remind: skipped stale-schedule']);
  });

  it('what speaks of a payment holds all the same', async () => {
    await createWorkflow(application, key, definition([wait(5), email('tell')], 'payment-settled'));
    const { id } = await interviewWith();
    await publish(application, 'payment.settled', id, { paymentId: id });
    await settle(application);
    await move(id, 60);
    await publish(application, 'payment.settled', id, { paymentId: id });
    await settle(application);
    application.clock.advance(301);
    await settle(application);
    expect(await fateOf(application, id, key)).toEqual(['wait: done waited', 'tell: done message-planned']);
  });

  it('too late for a reminder, there is none', async () => {
    await createWorkflow(application, key, reminder());
    const { id } = await interviewWith({ startsInMinutes: 59 });
    await scheduled(id);
    await settle(application);
    expect(await stepsOf(application, id)).toEqual([]);
  });

  it('a worker that was away until after the start does not remind of it', async () => {
    await createWorkflow(application, key, reminder());
    const { id, scheduledAt } = await interviewWith();
    await scheduled(id);
    await settle(application);
    await settleAt(application, new Date(scheduledAt.getTime() + 1_000));
    expect(await fateOf(application, id, key)).toEqual(['remind: skipped too-late']);
  });

  it('a clock that is put back does not remind again', async () => {
    await createWorkflow(application, key, reminder());
    const { id, scheduledAt } = await interviewWith();
    await scheduled(id);
    await settle(application);
    const dueAt = new Date(scheduledAt.getTime() - 60 * 60_000);
    await settleAt(application, dueAt);
    await settleAt(application, new Date(dueAt.getTime() - 600_000));
    await settleAt(application, new Date(dueAt.getTime() + 600_000));
    expect(await messagesOf(application, id)).toHaveLength(1);
  });
});

describe('an interview that is cancelled', () => {
  const cancel = (id: string) =>
    application.database.transaction((tx) =>
      application.get(InterviewLifecycle, { strict: false }).transition(tx, id, 'scheduled', {
        to: 'cancelled',
        actor: 'candidate',
        cause: 'cancelled-by-candidate',
        reason: 'I am ill',
        event: { reason: 'cancelled', by: 'candidate' },
      }),
    );

  it('has nothing ahead any more', async () => {
    await createWorkflow(application, key, definition([email('remind')], 'before-start', { minutes: 60 }));
    const { id } = await interviewWith();
    await scheduled(id);
    await settle(application);
    await cancel(id);
    await settle(application);
    expect(await fateOf(application, id, key)).toEqual(['remind: cancelled no-longer-applies']);
  });

  it('before its booking is handled gets no reminder', async () => {
    await createWorkflow(application, key, definition([email('remind')], 'before-start', { minutes: 60 }));
    const { id } = await interviewWith();
    await cancel(id);
    await settle(application);
    await scheduled(id);
    await settle(application);
    expect(await stepsOf(application, id)).toEqual([]);
  });

  it('at the instant at which a reminder is due: either it was reminded of before, or not at all', async () => {
    await createWorkflow(application, key, definition([email('remind')], 'before-start', { minutes: 60 }));
    const execution = application.get(StepExecution, { strict: false });
    for (let round = 0; round < 12; round += 1) {
      const { id, scheduledAt } = await interviewWith();
      await scheduled(id);
      await settle(application);
      application.clock.moveTo(new Date(scheduledAt.getTime() - 60 * 60_000));
      const { id: stepId } = await dueStep(id);
      await Promise.all(
        round % 2 === 0 ? [cancel(id), execution.run(stepId)] : [execution.run(stepId), cancel(id)],
      );
      await settle(application);
      const [fate] = await fateOf(application, id, key);
      const messages = await messagesOf(application, id);
      expect([fate, messages.length]).toEqual(
        messages.length === 1
          ? ['remind: done message-planned', 1]
          : [expect.stringMatching(/^remind: (skipped not-ahead|cancelled no-longer-applies)$/), 0],
      );
    }
  });
});

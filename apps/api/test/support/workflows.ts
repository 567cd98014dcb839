import type { WorkflowDefinition } from '@greenroom/contracts';
import type { DomainEvents, DomainEventType } from '../../src/events.ts';
import { Outbox } from '../../src/platform/outbox/outbox.ts';
import { StepExecution } from '../../src/workflows/step-execution.ts';
import type { TestApplication } from './application.ts';

/** Publishes an event, as its change would have done. */
export async function publish<T extends DomainEventType>(
  application: TestApplication,
  type: T,
  interviewId: string,
  payload: DomainEvents[T],
): Promise<void> {
  const outbox = application.get(Outbox);
  await application.database.transaction((tx) => outbox.publish(tx, type, interviewId, payload));
}

/** Does everything that is due now and what becomes due by it: events, then steps, until nothing is left. Without any worker. */
export async function settle(application: TestApplication): Promise<void> {
  const works = [application.get(Outbox), application.get(StepExecution, { strict: false })];
  for (;;) {
    const now = application.clock.now();
    const due = await Promise.all(
      works.map(async (work) => ({
        work,
        rows: (await work.due(now, 100)).filter(({ dueAt }) => dueAt <= now),
      })),
    );
    if (due.every(({ rows }) => rows.length === 0)) return;
    for (const { work, rows } of due) for (const { id } of rows) await work.run(id);
  }
}

/** Lets the time come, does what is due then, and leaves the clock standing there. */
export async function settleAt(application: TestApplication, instant: Date): Promise<void> {
  application.clock.holdAt(instant);
  await settle(application);
}

/** The steps of an interview, by workflow and place. */
export async function stepsOf(application: TestApplication, interviewId: string, workflowKey?: string) {
  const rows = await application.database.client.workflowStep.findMany({
    where: { interviewId, ...(workflowKey && { run: { workflow: { key: workflowKey } } }) },
    include: { run: { include: { workflow: { select: { key: true } } } } },
    orderBy: [{ run: { createdAt: 'asc' } }, { run: { dedupeKey: 'asc' } }, { position: 'asc' }],
  });
  return rows.map(({ run, ...step }) => ({ ...step, run, workflow: run.workflow.key }));
}

/** What became of the steps of a workflow: each as `<key>: <status> <reason>`. */
export async function fateOf(
  application: TestApplication,
  interviewId: string,
  workflowKey: string,
): Promise<string[]> {
  const steps = await stepsOf(application, interviewId, workflowKey);
  return steps.map(({ stepKey, status, outcome }) => {
    const { reason = '' } = (outcome ?? {}) as { reason?: string };
    return `${stepKey}: ${status} ${reason}`.trim();
  });
}

/** The messages of an interview in the order in which they were planned: each as `<template> to <recipient> by <channel>`. */
export async function messagesOf(application: TestApplication, interviewId: string): Promise<string[]> {
  const rows = await application.database.client.message.findMany({
    where: { interviewId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ template, recipientRole, channel }) => `${template} to ${recipientRole} by ${channel}`);
}

/** A workflow of the test's own, on, written straight into the tables. */
export async function createWorkflow(
  application: TestApplication,
  key: string,
  definition: WorkflowDefinition,
  interviewTypeId: string | null = null,
) {
  const at = application.clock.now();
  return application.database.client.workflow.create({
    data: {
      key,
      name: key,
      description: '',
      enabled: true,
      interviewTypeId,
      currentVersion: 1,
      createdAt: at,
      versions: {
        create: { version: 1, definition: JSON.parse(JSON.stringify(definition)), createdAt: at },
      },
    },
  });
}

/** Nothing but what a test sets up itself. */
export async function switchOffShipped(application: TestApplication): Promise<void> {
  await application.database.client.workflow.updateMany({ data: { enabled: false } });
}

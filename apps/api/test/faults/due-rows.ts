import type { DueRow } from '../../src/platform/due-work/due-work.ts';
import { DueWorkRegistry } from '../../src/platform/due-work/due-work-registry.ts';
import type { TestApplication } from '../support/application.ts';

/** A row of any kind of due work. */
export type DueRowOfKind = DueRow & { readonly kind: string };

/** What is due by now, as the application itself finds it. */
export async function dueRows({ get, clock }: TestApplication): Promise<DueRowOfKind[]> {
  const now = clock.now();
  const works = get(DueWorkRegistry, { strict: false }).all();
  const rows = await Promise.all(
    works.map(async (work) => (await work.due(now, 1_000)).map((row) => ({ ...row, kind: work.kind }))),
  );
  return rows.flat().filter(({ dueAt }) => dueAt <= now);
}

/** Whether something waits to be tried again, or for a provider of whom nobody has heard. */
export async function hasRetries({ database }: TestApplication): Promise<boolean> {
  const { message, outboxEvent, payment, webhookDelivery, workflowStep } = database.client;
  const isUnderWay = { status: { in: ['queued', 'sending'] } };
  const counts = await Promise.all([
    message.count({ where: isUnderWay }),
    webhookDelivery.count({ where: isUnderWay }),
    outboxEvent.count({ where: { dispatchedAt: null } }),
    payment.count({ where: { nextCheckAt: { not: null } } }),
    workflowStep.count({ where: { status: 'pending', attempts: { gt: 0 } } }),
  ]);
  return counts.some((count) => count > 0);
}

import { LATE_SECONDS, SILENT_SECONDS } from '@greenroom/domain';
import { BookingRepository } from '../../booking/booking.repository.ts';
import { MessagesRepository } from '../../notifications/messages.repository.ts';
import { PaymentsRepository } from '../../payments/payments.repository.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Backlog } from '../../platform/due-work/backlog.ts';
import { LANES } from '../../platform/due-work/lanes.ts';
import { SweepLooks } from '../../platform/due-work/sweep-looks.ts';
import { OutboxRepository } from '../../platform/outbox/outbox.repository.ts';
import { WebhookDeliveriesRepository } from '../../webhooks/webhook-deliveries.repository.ts';
import { WorkflowStepsRepository } from '../../workflows/workflow-steps.repository.ts';
import { type Check, type Finding, ok, problem, warning } from '../check.ts';
import { type Examination, withDatabase } from '../examination.ts';

/** Late by this, people notice: a reminder comes after its interview. */
const PROBLEM_SECONDS = 600;

/** What has a time of its own in the database. When interviews end is reckoned from who was there, and is left to the page of administrators. */
const backlogs = (database: Database, now: Date): Readonly<Record<string, Promise<Backlog>>> => ({
  events: new OutboxRepository(database).backlog(now),
  'steps of workflows': new WorkflowStepsRepository(database).backlog(now),
  messages: new MessagesRepository(database).backlog(now),
  'calls of webhooks': new WebhookDeliveriesRepository(database).backlog(now),
  'checks of payments': new PaymentsRepository(database).backlogOfChecks(now),
  'ends of holds': new BookingRepository(database).backlogOfHolds(now),
});

export const dueWork: Check = {
  name: 'due-work',
  title: 'Workers and due work',
  run: (examination) =>
    withDatabase(examination, async (database) => {
      const now = examination.clock.now();
      const [workers, ...work] = await Promise.all([
        lookAtWorkers(examination, database, now),
        ...Object.entries(backlogs(database, now)).map(async ([what, backlog]) =>
          judgeBacklog(what, await backlog, now),
        ),
      ]);
      const late = work.flat();
      return [
        ...workers,
        ...(late.length > 0 ? late : [ok('Nothing is overdue, and nothing was given up.')]),
      ];
    }),
};

async function lookAtWorkers(
  { clock }: Examination,
  database: Database,
  now: Date,
): Promise<readonly Finding[]> {
  const looks = await new SweepLooks(database, clock).lately(new Date(now.getTime() - SILENT_SECONDS * 1000));
  const silent = LANES.filter((lane) => !looks.get(lane)?.workers);
  if (silent.length > 0) {
    const last = silent.map((lane) => `${lane}: ${looks.get(lane)?.lookedAt.toISOString() ?? 'never'}`);
    return [
      problem(
        `No worker looks for due work (${last.join(', ')}): no mail goes out and nothing ends.`,
        'Start the worker, and look at its log.',
      ),
    ];
  }
  const workers = Math.min(...LANES.map((lane) => looks.get(lane)?.workers ?? 0));
  return [ok(`${workers} ${workers === 1 ? 'worker looks' : 'workers look'} for due work.`)];
}

export function judgeBacklog(what: string, { due, oldestDueAt, parked }: Backlog, now: Date): Finding[] {
  const seconds = oldestDueAt ? Math.floor((now.getTime() - oldestDueAt.getTime()) / 1000) : 0;
  const seen = `${due} ${what} are due, the oldest since ${Math.round(seconds / 60)} minutes.`;
  const advice = 'Look whether the worker runs, and at its log; more of them work in parallel.';
  return [
    ...(seconds > PROBLEM_SECONDS
      ? [problem(seen, advice)]
      : seconds > LATE_SECONDS
        ? [warning(seen, advice)]
        : []),
    ...(parked
      ? [warning(`${parked} ${what} were given up.`, 'Administration shows them, with the reason.')]
      : []),
  ];
}

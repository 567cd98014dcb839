import type pg from 'pg';
import { setTimeout as delay } from 'node:timers/promises';

/** What a step does: nothing, or an e-mail to the candidate. Both as kinds of the workflow engine (apps/api/src/workflows/actions). */
export type StepKind = 'stop' | 'send-email';

/** How often is looked whether everything is done, and for how long at the most, in milliseconds. */
const LOOK_INTERVAL = 100;
const PATIENCE = 180_000;

/** Steps that become due: all at once, or one after the other. */
export type Plan = {
  /** Unique; begins the dedupe keys. */
  readonly batch: string;
  readonly kind: StepKind;
  readonly count: number;
  /** When the first is due, in milliseconds from now. */
  readonly dueInMs: number;
  /** Milliseconds between one and the next. */
  readonly apartMs: number;
};

/** Makes a workflow of one step for each kind: before the start, as reminders are. */
export async function addWorkflows(client: pg.Client): Promise<void> {
  const config = { stop: {}, 'send-email': { to: 'candidate', template: 'reminder' } };
  for (const [kind, settings] of Object.entries(config)) {
    const definition = {
      trigger: { kind: 'before-start', config: { minutes: 60 } },
      conditions: [],
      steps: [{ key: 'only', kind, config: settings, conditions: [] }],
    };
    await client.query(
      `WITH added AS (
         INSERT INTO workflow (id, key, name, description, enabled, current_version)
         VALUES (gen_random_uuid(), $1, $1, '', true, 1) RETURNING id
       )
       INSERT INTO workflow_version (workflow_id, version, definition, created_at) SELECT id, 1, $2, now() FROM added`,
      [keyOf(kind), JSON.stringify(definition)],
    );
  }
}

const keyOf = (kind: string) => `bench-${kind}`;

/** Plans runs of one step each, as the engine would have written them. Each is of another interview, as far as there are enough. */
export async function planSteps(
  client: pg.Client,
  { batch, kind, count, dueInMs, apartMs }: Plan,
): Promise<void> {
  await client.query(
    `WITH places AS (
       SELECT id, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS places FROM interview
     ), planned AS (
       SELECT gen_random_uuid() AS run, p.id AS interview, n, now() + ($4 + n * $5::float8) * interval '1 ms' AS due_at
       FROM generate_series(0, $3::int - 1) n JOIN places p ON p.place = n % p.places
     ), runs AS (
       INSERT INTO workflow_run (id, workflow_id, version, interview_id, trigger, dedupe_key, schedule_version, context, status,
         created_at)
       SELECT run, w.id, 1, interview, 'before-start', $1 || ':' || n, 0, '{}', 'running', now()
       FROM planned, workflow w WHERE w.key = $6
     )
     INSERT INTO workflow_step (id, run_id, interview_id, position, step_key, kind, status, due_at)
     SELECT gen_random_uuid(), run, interview, 0, 'only', $2, 'pending', due_at FROM planned`,
    [batch, kind, count, dueInMs, apartMs, keyOf(kind)],
  );
}

/** Waits until a statement counts nothing any more. */
async function untilNone(client: pg.Client, what: string, statement: string): Promise<void> {
  const until = performance.now() + PATIENCE;
  for (;;) {
    const { rows } = await client.query<{ left: number }>(statement);
    if (rows[0]?.left === 0) return;
    if (performance.now() > until) throw new Error(`${what} were not done in time`);
    await delay(LOOK_INTERVAL);
  }
}

/** Waits until no step is due any more, nor within `soonMs`. */
export const untilStepsAreDone = (client: pg.Client, soonMs: number): Promise<void> =>
  untilNone(
    client,
    'The steps',
    `SELECT count(*)::int AS left FROM workflow_step
     WHERE status = 'pending' AND due_at <= now() + ${soonMs} * interval '1 ms'`,
  );

/** Waits until every message was handed to the mail server. */
export const untilMailsAreSent = (client: pg.Client): Promise<void> =>
  untilNone(
    client,
    'The mails',
    `SELECT count(*)::int AS left FROM message WHERE status IN ('queued', 'sending')`,
  );

/** From the time that steps were due until they were carried out, in milliseconds each. */
export async function stepLateness(client: pg.Client, batch: string): Promise<number[]> {
  const { rows } = await client.query<{ ms: number }>(
    `SELECT extract(epoch FROM s.done_at - s.due_at)::float8 * 1000 AS ms
     FROM workflow_step s JOIN workflow_run r ON r.id = s.run_id
     WHERE r.dedupe_key LIKE $1 || ':%' AND s.status = 'done'`,
    [batch],
  );
  return rows.map(({ ms }) => ms);
}

/** From the time that steps were due until the mail server had their mails, in milliseconds each. */
export async function mailLateness(client: pg.Client, batch: string): Promise<number[]> {
  const { rows } = await client.query<{ ms: number }>(
    `SELECT extract(epoch FROM m.sent_at - s.due_at)::float8 * 1000 AS ms
     FROM message m JOIN workflow_run r ON r.dedupe_key || ':only' = m.dedupe_key JOIN workflow_step s ON s.run_id = r.id
     WHERE m.dedupe_key LIKE $1 || ':%' AND m.status = 'sent'`,
    [batch],
  );
  return rows.map(({ ms }) => ms);
}

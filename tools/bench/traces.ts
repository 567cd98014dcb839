import type pg from 'pg';
import { addWorkflows } from './engine/planned-steps.ts';

/** What completed interviews leave behind, one each: an event that was handled, a mail that was sent, a run with its step, who was in the room. */
export async function addTraces(client: pg.Client): Promise<void> {
  await addWorkflows(client);
  await client.query(
    `INSERT INTO outbox_event (type, interview_id, payload, occurred_at, dispatched_at, next_attempt_at)
     SELECT 'interview.completed', id, '{}', ends_at, ends_at, ends_at FROM interview WHERE status = 'completed'`,
  );
  await client.query(
    `INSERT INTO message (id, interview_id, dedupe_key, template, recipient_role, recipient, schedule_version, status, attempts, sent_at)
     SELECT gen_random_uuid(), id, 'completed:' || id, 'completed', 'candidate', 'casey@example.com', 0, 'sent', 1, ends_at
     FROM interview WHERE status = 'completed'`,
  );
  await client.query(
    `WITH run AS (
       INSERT INTO workflow_run (id, workflow_id, version, interview_id, trigger, dedupe_key, schedule_version, context, status,
         created_at, ended_at)
       SELECT gen_random_uuid(), w.id, 1, i.id, 'before-start', 'past:' || i.id, 0, '{}', 'done', i.scheduled_at, i.scheduled_at
       FROM interview i, workflow w WHERE i.status = 'completed' AND w.key = 'bench-stop'
       RETURNING id, interview_id, created_at
     )
     INSERT INTO workflow_step (id, run_id, interview_id, position, step_key, kind, status, due_at, attempts, done_at)
     SELECT gen_random_uuid(), id, interview_id, 0, 'only', 'stop', 'done', created_at, 1, created_at FROM run`,
  );
  await client.query(
    `INSERT INTO occupancy (id, interview_id, occupant_id, role, joined_at, left_at)
     SELECT gen_random_uuid(), id, role, role, scheduled_at, ends_at
     FROM interview, unnest(ARRAY['candidate', 'interviewer']) role WHERE status = 'completed'`,
  );
  await client.query('VACUUM ANALYZE');
}

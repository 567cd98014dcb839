import { Injectable } from '@nestjs/common';
import type { StepOutcome } from '@greenroom/contracts';
import type { Transaction } from '../platform/database/database.ts';
import type { OccasionFacts } from './workflow-interview.ts';

/** A run with its steps, to be written. */
export interface PlannedRun {
  readonly id: string;
  readonly workflowId: string;
  readonly version: number;
  readonly interviewId: string;
  readonly trigger: string;
  readonly dedupeKey: string;
  readonly scheduleVersion: number | null;
  readonly context: OccasionFacts;
  /** The request that it goes back to. */
  readonly correlationId: string | null;
  /** When the turn of the first step comes. */
  readonly dueAt: Date;
  readonly steps: readonly { readonly id: string; readonly key: string; readonly kind: string }[];
}

/** Which runs of an interview lose their reason. */
interface Ending {
  readonly interviewId: string;
  /** Runs of earlier times than these. */
  readonly olderThan: number;
  /** Runs of these triggers, of any times. */
  readonly triggers: readonly string[];
}

const outcome = (reason: StepOutcome['reason']): string => JSON.stringify({ reason, values: {} });

@Injectable()
export class WorkflowRunsRepository {
  /** Writes runs; an occasion that was written before stays as it is. Returns the ids of the new ones. */
  async insert(tx: Transaction, runs: readonly PlannedRun[], now: Date): Promise<ReadonlySet<string>> {
    if (runs.length === 0) return new Set();
    const steps = runs.flatMap(({ id, interviewId, dueAt, steps: own }) =>
      own.map((step, position) => ({
        ...step,
        run: id,
        interview: interviewId,
        position,
        dueAt: position === 0 ? dueAt : null,
      })),
    );
    const created = await tx.$queryRaw<{ id: string }[]>`
      WITH created AS (
        INSERT INTO workflow_run (id, workflow_id, version, interview_id, trigger, dedupe_key, schedule_version, context,
          correlation_id, status, created_at)
        SELECT r.id, r."workflowId", r.version, r."interviewId", r.trigger, r."dedupeKey", r."scheduleVersion", r.context,
          r."correlationId", 'running', ${now}::timestamptz
        FROM jsonb_to_recordset(${JSON.stringify(runs)}::jsonb) AS r(id uuid, "workflowId" uuid, version int,
          "interviewId" uuid, trigger text, "dedupeKey" text, "scheduleVersion" int, context jsonb,
          "correlationId" text)
        ON CONFLICT (dedupe_key) DO NOTHING
        RETURNING id
      ), planned AS (
        INSERT INTO workflow_step (id, run_id, interview_id, position, step_key, kind, status, due_at)
        SELECT s.id, s.run, s.interview, s.position, s.key, s.kind,
          CASE WHEN s."dueAt" IS NULL THEN 'waiting' ELSE 'pending' END, s."dueAt"
        FROM jsonb_to_recordset(${JSON.stringify(steps)}::jsonb) AS s(id uuid, run uuid, interview uuid, position int,
          key text, kind text, "dueAt" timestamptz)
        JOIN created ON created.id = s.run
      )
      SELECT id FROM created`;
    return new Set(created.map(({ id }) => id));
  }

  /** Ends runs that have lost their reason, with the steps that they have left. */
  async end(tx: Transaction, { interviewId, olderThan, triggers }: Ending, now: Date): Promise<void> {
    await tx.$executeRaw`
      WITH ended AS (
        UPDATE workflow_run SET status = 'stopped', ended_at = ${now}
        WHERE interview_id = ${interviewId}::uuid AND status = 'running'
          AND (schedule_version < ${olderThan}::int OR trigger = ANY(${triggers}::text[]))
        RETURNING id, schedule_version
      )
      UPDATE workflow_step s SET status = 'cancelled', done_at = ${now},
        outcome = CASE WHEN e.schedule_version < ${olderThan}::int
          THEN ${outcome('rescheduled')}::jsonb ELSE ${outcome('no-longer-applies')}::jsonb END
      FROM ended e WHERE s.run_id = e.id AND s.status IN ('waiting', 'pending', 'parked')`;
  }
}

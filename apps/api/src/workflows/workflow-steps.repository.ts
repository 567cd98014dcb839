import { Injectable } from '@nestjs/common';
import type { StepOutcome } from '@greenroom/contracts';
import { Prisma } from '../generated/prisma/client.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import { type Backlog, countBacklog } from '../platform/due-work/backlog.ts';
import type { DueRow } from '../platform/due-work/due-work.ts';
import type { OccasionFacts, WorkflowInterview } from './workflow-interview.ts';
import { interviewColumns, interviewTables } from './workflow-interviews.repository.ts';

/** A step that is due, with its run and its interview as they are at the moment of the claim. Column by column, as the statement answers. */
export interface ClaimedStep extends WorkflowInterview {
  readonly stepId: string;
  readonly stepKey: string;
  readonly position: number;
  readonly kind: string;
  readonly attempts: number;
  readonly claim: number;
  readonly stepOutcome: StepOutcome | null;
  readonly runId: string;
  readonly workflowId: string;
  readonly version: number;
  readonly trigger: string;
  readonly dedupeKey: string;
  /** Times that the run speaks of; null for none. */
  readonly runScheduleVersion: number | null;
  readonly context: OccasionFacts;
  readonly correlationId: string | null;
  readonly enabled: boolean;
}

/** How a step and its run go on. */
export interface StepProgress {
  readonly stepId: string;
  readonly runId: string;
  readonly position: number;
  /** `pending`: it waits until `dueAt`. */
  readonly status: 'done' | 'skipped' | 'pending';
  readonly dueAt: Date | null;
  readonly outcome: StepOutcome;
  /** Whether the next step's turn comes, the run ends here, or the step keeps its turn. */
  readonly then: 'next' | 'stop' | 'stay';
}

/** Kind of the due work that a step is. */
export const STEP_WORK = 'workflow-step';

const claimedColumns = Prisma.sql`
  s.id AS "stepId", s.step_key AS "stepKey", s.position::int, s.kind, s.attempts, s.claim, s.outcome AS "stepOutcome",
  r.id AS "runId", r.workflow_id AS "workflowId", r.version, r.trigger, r.dedupe_key AS "dedupeKey",
  r.schedule_version AS "runScheduleVersion", r.context,
  r.correlation_id AS "correlationId", w.enabled`;

const runStopped: StepOutcome = { reason: 'run-stopped', values: {} };

/**
 * The ledger of steps. Whoever changes steps of a run has locked the run before: that order keeps two of them from waiting for each other, and
 * the lock, not a lease, is what makes one worker at a time carry out a step.
 */
@Injectable()
export class WorkflowStepsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Steps that are due now or by `soon`, longest overdue first: of each lot of so many that is due at one time (to a tenth of a second) the last
   * one, since whoever takes that up takes the others along.
   */
  due(now: Date, soon: Date, lot: number, limit: number): Promise<DueRow[]> {
    return this.database.client.$queryRaw<DueRow[]>`
      WITH first AS (
        SELECT id, due_at, CASE WHEN due_at > ${now} THEN floor(extract(epoch FROM due_at) * 10) ELSE 0 END AS moment
        FROM workflow_step WHERE status = 'pending' AND due_at <= ${soon} ORDER BY due_at LIMIT ${limit * lot}::int
      ), lots AS (
        SELECT *, (row_number() OVER (PARTITION BY moment ORDER BY due_at, id) - 1) / ${lot}::int AS lot FROM first
      ), last AS (
        SELECT DISTINCT ON (moment, lot) id, due_at FROM lots ORDER BY moment, lot, due_at DESC, id DESC
      )
      SELECT id, due_at AS "dueAt" FROM last ORDER BY due_at LIMIT ${limit}::int`;
  }

  backlog(now: Date): Promise<Backlog> {
    return countBacklog(this.database, now, {
      dueAt: Prisma.sql`due_at`,
      waiting: Prisma.sql`workflow_step WHERE status = 'pending' AND due_at IS NOT NULL`,
      parked: Prisma.sql`workflow_step WHERE status = 'parked'`,
    });
  }

  /**
   * Claims steps that are due, longest overdue first, with their runs and interviews locked for this transaction: what is decided about them
   * stays true until it is committed. What somebody else has in hand is left to them.
   */
  claimDue(tx: Transaction, now: Date, limit: number): Promise<ClaimedStep[]> {
    return tx.$queryRaw<ClaimedStep[]>`
      SELECT ${claimedColumns}, ${interviewColumns}
      FROM workflow_step s JOIN workflow_run r ON r.id = s.run_id JOIN workflow w ON w.id = r.workflow_id
        JOIN (${interviewTables}) ON i.id = s.interview_id
      WHERE s.status = 'pending' AND s.due_at <= ${now} AND r.status = 'running'
      ORDER BY s.due_at LIMIT ${limit}::int
      FOR NO KEY UPDATE OF r, s, i SKIP LOCKED`;
  }

  /** Claims one step if it is due, after whoever has it in hand. */
  async claimOne(tx: Transaction, id: string, now: Date): Promise<ClaimedStep | undefined> {
    const rows = await tx.$queryRaw<ClaimedStep[]>`
      SELECT ${claimedColumns}, ${interviewColumns}
      FROM workflow_step s JOIN workflow_run r ON r.id = s.run_id JOIN workflow w ON w.id = r.workflow_id
        JOIN (${interviewTables}) ON i.id = s.interview_id
      WHERE s.id = ${id}::uuid AND s.status = 'pending' AND s.due_at <= ${now} AND r.status = 'running'
      FOR NO KEY UPDATE OF r, s, i`;
    return rows[0];
  }

  /** Writes down what became of claimed steps, and gives the next ones their turn. Returns those that are due by that. */
  async advance(tx: Transaction, steps: readonly StepProgress[], now: Date): Promise<DueRow[]> {
    if (steps.length === 0) return [];
    return tx.$queryRaw<DueRow[]>`
      WITH progress AS (
        SELECT * FROM jsonb_to_recordset(${JSON.stringify(steps)}::jsonb) AS p("stepId" uuid, "runId" uuid, position int,
          status text, "dueAt" timestamptz, outcome jsonb, "then" text)
      ), written AS (
        UPDATE workflow_step s SET status = p.status, due_at = coalesce(p."dueAt", s.due_at), outcome = p.outcome,
          attempts = CASE WHEN p.status = 'pending' THEN 0 ELSE s.attempts + 1 END, claim = s.claim + 1, last_error = NULL,
          done_at = CASE WHEN p.status = 'pending' THEN NULL ELSE ${now}::timestamptz END
        FROM progress p WHERE s.id = p."stepId"
      ), next AS (
        UPDATE workflow_step s SET status = 'pending', due_at = ${now}::timestamptz
        FROM progress p WHERE p."then" = 'next' AND s.run_id = p."runId" AND s.position = p.position + 1 AND s.status = 'waiting'
        RETURNING s.id, s.run_id, s.due_at
      ), cancelled AS (
        UPDATE workflow_step s SET status = 'cancelled', outcome = ${JSON.stringify(runStopped)}::jsonb, done_at = ${now}::timestamptz
        FROM progress p WHERE p."then" = 'stop' AND s.run_id = p."runId" AND s.position > p.position
      ), ended AS (
        UPDATE workflow_run r SET status = CASE p."then" WHEN 'stop' THEN 'stopped' ELSE 'done' END, ended_at = ${now}::timestamptz
        FROM progress p
        WHERE r.id = p."runId"
          AND (p."then" = 'stop' OR (p."then" = 'next' AND NOT EXISTS (SELECT 1 FROM next WHERE next.run_id = r.id)))
      )
      SELECT id, due_at AS "dueAt" FROM next
      UNION ALL SELECT "stepId", "dueAt" FROM progress WHERE status = 'pending'`;
  }

  /** Writes down that a try failed: it is due again at `retryAt`, or parked without. Nothing when another try came after it. */
  async fail(
    step: Pick<ClaimedStep, 'stepId' | 'claim'>,
    lastError: string,
    retryAt: Date | null,
  ): Promise<void> {
    await this.database.client.workflowStep.updateMany({
      where: { id: step.stepId, claim: step.claim, status: 'pending' },
      data: {
        lastError,
        attempts: { increment: 1 },
        claim: { increment: 1 },
        ...(retryAt ? { dueAt: retryAt } : { status: 'parked' }),
      },
    });
  }
}

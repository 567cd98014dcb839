import { Injectable } from '@nestjs/common';
import type { Prisma } from '../generated/prisma/client.ts';
import { Database, type Transaction } from '../platform/database/database.ts';

/** A workflow with what a table of them shows. */
export interface WorkflowRecord {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly enabled: boolean;
  readonly interviewTypeId: string | null;
  readonly currentVersion: number;
  readonly shippedRevision: number | null;
  /** Account that wrote the current version; null for a shipped one. */
  readonly createdBy: string | null;
  readonly definition: unknown;
  readonly parkedSteps: number;
}

export interface VersionRecord {
  readonly version: number;
  readonly createdAt: Date;
  readonly definition: unknown;
  readonly createdBy: string | null;
}

const runWithSteps = {
  workflow: { select: { id: true, key: true, name: true } },
  steps: { orderBy: { position: 'asc' } },
} as const satisfies Prisma.WorkflowRunInclude;

export type RunRecord = Prisma.WorkflowRunGetPayload<{ include: typeof runWithSteps }>;
export type StepRecord = RunRecord['steps'][number];

const stepOfRun = {
  run: { select: { version: true, workflow: { select: { id: true, name: true } } } },
} as const satisfies Prisma.WorkflowStepInclude;

export type StepOfRunRecord = Prisma.WorkflowStepGetPayload<{ include: typeof stepOfRun }>;

const PARKED_SHOWN = 100;

/** What administrators read of workflows, and change. */
@Injectable()
export class WorkflowAdministrationRepository {
  constructor(private readonly database: Database) {}

  async list(id: string | null = null, tx: Transaction = this.database.client): Promise<WorkflowRecord[]> {
    return tx.$queryRaw<WorkflowRecord[]>`
      SELECT w.id, w.key, w.name, w.description, w.enabled, w.interview_type_id AS "interviewTypeId",
        w.current_version AS "currentVersion", w.shipped_revision AS "shippedRevision", v.created_by AS "createdBy",
        v.definition, coalesce(parked.count, 0)::int AS "parkedSteps"
      FROM workflow w
      JOIN workflow_version v ON v.workflow_id = w.id AND v.version = w.current_version
      LEFT JOIN (
        SELECT r.workflow_id, count(*) FROM workflow_step s JOIN workflow_run r ON r.id = s.run_id
        WHERE s.status = 'parked' GROUP BY r.workflow_id) AS parked ON parked.workflow_id = w.id
      WHERE ${id}::uuid IS NULL OR w.id = ${id}::uuid
      ORDER BY w.name, w.key`;
  }

  /** Newest first; the name of an account that is gone is null, too. */
  listVersions(workflowId: string): Promise<VersionRecord[]> {
    return this.database.client.$queryRaw<VersionRecord[]>`
      SELECT v.version, v.created_at AS "createdAt", v.definition, u.name AS "createdBy"
      FROM workflow_version v LEFT JOIN "user" u ON u.id = v.created_by
      WHERE v.workflow_id = ${workflowId}::uuid ORDER BY v.version DESC`;
  }

  /** Writes a workflow with its first version, switched off. Returns its id. */
  async create(
    tx: Transaction,
    workflow: Pick<WorkflowRecord, 'key' | 'name' | 'description' | 'interviewTypeId'>,
    version: { readonly definition: object; readonly createdBy: string; readonly createdAt: Date },
  ): Promise<string> {
    const { id } = await tx.workflow.create({
      data: {
        ...workflow,
        enabled: false,
        currentVersion: 1,
        createdAt: version.createdAt,
        versions: { create: { ...version, version: 1, definition: version.definition } },
      },
      select: { id: true },
    });
    return id;
  }

  /** Writes a new version. False when `baseVersion` is not the current one (any more): then nothing is changed. */
  async addVersion(
    tx: Transaction,
    id: string,
    baseVersion: number,
    changes: Pick<WorkflowRecord, 'name' | 'description' | 'interviewTypeId'>,
    version: { readonly definition: object; readonly createdBy: string; readonly createdAt: Date },
  ): Promise<boolean> {
    const { count } = await tx.workflow.updateMany({
      where: { id, currentVersion: baseVersion },
      data: { ...changes, currentVersion: baseVersion + 1 },
    });
    if (count === 0) return false;
    await tx.workflowVersion.create({ data: { ...version, workflowId: id, version: baseVersion + 1 } });
    return true;
  }

  /** Returns whether there is such a workflow. */
  async switch(tx: Transaction, id: string, enabled: boolean): Promise<boolean> {
    const { count } = await tx.workflow.updateMany({ where: { id }, data: { enabled } });
    return count === 1;
  }

  async interviewTypeExists(tx: Transaction, id: string): Promise<boolean> {
    return (await tx.interviewType.count({ where: { id } })) === 1;
  }

  listRuns(interviewId: string): Promise<RunRecord[]> {
    return this.database.client.workflowRun.findMany({
      where: { interviewId },
      include: runWithSteps,
      orderBy: [{ createdAt: 'asc' }, { dedupeKey: 'asc' }],
    });
  }

  listParked(): Promise<StepOfRunRecord[]> {
    return this.database.client.workflowStep.findMany({
      where: { status: 'parked' },
      include: stepOfRun,
      orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
      take: PARKED_SHOWN,
    });
  }

  /** A step, with its run locked for this transaction. */
  async lockStep(tx: Transaction, id: string): Promise<StepRecord | null> {
    await tx.$executeRaw`
      SELECT 1 FROM workflow_run WHERE id = (SELECT run_id FROM workflow_step WHERE id = ${id}::uuid) FOR NO KEY UPDATE`;
    return tx.workflowStep.findUnique({ where: { id } });
  }

  findStep(tx: Transaction, id: string): Promise<StepOfRunRecord> {
    return tx.workflowStep.findUniqueOrThrow({ where: { id }, include: stepOfRun });
  }

  /** Makes a parked step due, as if it had never been tried. */
  async requeue(tx: Transaction, id: string, now: Date): Promise<void> {
    await tx.workflowStep.update({
      where: { id },
      data: { status: 'pending', dueAt: now, attempts: 0, claim: { increment: 1 } },
    });
  }
}

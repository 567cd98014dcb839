import { Injectable } from '@nestjs/common';
import type { WorkflowDefinition } from '@greenroom/contracts';
import type { Prisma, Workflow } from '../generated/prisma/client.ts';
import type { Transaction } from '../platform/database/database.ts';
import type { ShippedWorkflow } from './shipped/shipped-workflow.ts';

/** A workflow that can be set off. */
export interface ActiveWorkflow {
  readonly id: string;
  readonly key: string;
  readonly version: number;
}

/** Any number that no other advisory lock uses. */
const INSTALLATION_LOCK = 0x776f726b;

const asJson = (definition: WorkflowDefinition): Prisma.InputJsonObject =>
  definition as unknown as Prisma.InputJsonObject;

/** One version of a workflow. */
export interface VersionOfWorkflow {
  readonly workflowId: string;
  readonly version: number;
}

@Injectable()
export class WorkflowsRepository {
  /** Workflows that are on, for interviews of a type. */
  listActive(tx: Transaction, interviewTypeId: string): Promise<ActiveWorkflow[]> {
    return tx.$queryRaw<ActiveWorkflow[]>`
      SELECT id, key, current_version AS version FROM workflow
      WHERE enabled AND (interview_type_id IS NULL OR interview_type_id = ${interviewTypeId}::uuid) ORDER BY key`;
  }

  async definitionOf(tx: Transaction, workflowId: string, version: number): Promise<unknown> {
    const { definition } = await tx.workflowVersion.findUniqueOrThrow({
      where: { workflowId_version: { workflowId, version } },
      select: { definition: true },
    });
    return definition;
  }

  /** Many of them; each is answered once. */
  definitionsOf(
    tx: Transaction,
    versions: readonly VersionOfWorkflow[],
  ): Promise<(VersionOfWorkflow & { readonly definition: unknown })[]> {
    return tx.workflowVersion.findMany({
      where: { OR: versions.map(({ workflowId, version }) => ({ workflowId, version })) },
      select: { workflowId: true, version: true, definition: true },
    });
  }

  /** One process at a time installs; released with the transaction. */
  async lockInstallation(tx: Transaction): Promise<void> {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${INSTALLATION_LOCK}::bigint)`;
  }

  findByKey(tx: Transaction, key: string): Promise<Workflow | null> {
    return tx.workflow.findUnique({ where: { key } });
  }

  /** Whether the version that new runs follow was written by an administrator. */
  async isEdited(tx: Transaction, { id, currentVersion }: Workflow): Promise<boolean> {
    const { createdBy } = await tx.workflowVersion.findUniqueOrThrow({
      where: { workflowId_version: { workflowId: id, version: currentVersion } },
      select: { createdBy: true },
    });
    return createdBy !== null;
  }

  async install(tx: Transaction, shipped: ShippedWorkflow, now: Date): Promise<void> {
    const { key, name, description, revision, definition } = shipped;
    await tx.workflow.create({
      data: {
        key,
        name,
        description,
        enabled: true,
        currentVersion: 1,
        shippedRevision: revision,
        createdAt: now,
        versions: { create: { version: 1, definition: asJson(definition), createdAt: now } },
      },
    });
  }

  /** Adds a version and makes it the one that new runs follow. Returns its number. */
  async addVersion(
    tx: Transaction,
    { id, currentVersion }: Pick<Workflow, 'id' | 'currentVersion'>,
    version: { definition: WorkflowDefinition; createdBy: string | null; createdAt: Date },
    changes: Prisma.WorkflowUncheckedUpdateInput,
  ): Promise<void> {
    const next = currentVersion + 1;
    await tx.workflowVersion.create({
      data: { ...version, definition: asJson(version.definition), workflowId: id, version: next },
    });
    await tx.workflow.update({ where: { id }, data: { ...changes, currentVersion: next } });
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../platform/clock.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import { shippedWorkflows } from './shipped/index.ts';
import type { ShippedWorkflow } from './shipped/shipped-workflow.ts';
import { WorkflowKinds } from './workflow-kinds.ts';
import { WorkflowsRepository } from './workflows.repository.ts';

/**
 * Puts the shipped workflows into the database while a process starts, before it handles any event. What is there stays; a newer definition is
 * added as a version where nobody edited the workflow.
 */
@Injectable()
export class WorkflowInstallation implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly repository: WorkflowsRepository,
    private readonly kinds: WorkflowKinds,
    private readonly clock: Clock,
  ) {}

  /** @throws Error for a shipped definition that names what is not there: a mistake that stops the start. */
  async onModuleInit(): Promise<void> {
    for (const { key, definition } of shippedWorkflows) this.kinds.demandGood(key, definition);
    if (new Set(shippedWorkflows.map(({ key }) => key)).size < shippedWorkflows.length)
      throw new Error('Two shipped workflows have the same key');
    await this.database.transaction(async (tx) => {
      await this.repository.lockInstallation(tx);
      for (const shipped of shippedWorkflows) await this.install(tx, shipped);
    });
  }

  private async install(tx: Transaction, shipped: ShippedWorkflow): Promise<void> {
    const now = this.clock.now();
    const known = await this.repository.findByKey(tx, shipped.key);
    if (!known) return this.repository.install(tx, shipped, now);
    const { revision, definition } = shipped;
    if ((known.shippedRevision ?? 0) >= revision || (await this.repository.isEdited(tx, known))) return;
    await this.repository.addVersion(
      tx,
      known,
      { definition, createdBy: null, createdAt: now },
      { shippedRevision: revision },
    );
  }
}

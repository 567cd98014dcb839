import { Injectable } from '@nestjs/common';
import { type WorkflowDefinition, workflowDefinitionSchema } from '@greenroom/contracts';
import type { Transaction } from '../platform/database/database.ts';
import { WorkflowsRepository } from './workflows.repository.ts';

/** What the versions of workflows say. They never change, so each is read once in a process. */
@Injectable()
export class WorkflowDefinitions {
  private readonly known = new Map<string, WorkflowDefinition>();

  constructor(private readonly repository: WorkflowsRepository) {}

  async of(tx: Transaction, workflowId: string, version: number): Promise<WorkflowDefinition> {
    const key = `${workflowId} ${version}`;
    const known = this.known.get(key);
    if (known) return known;
    const definition = workflowDefinitionSchema.parse(
      await this.repository.definitionOf(tx, workflowId, version),
    );
    this.known.set(key, definition);
    return definition;
  }
}

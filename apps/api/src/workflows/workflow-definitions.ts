import { Injectable } from '@nestjs/common';
import { type WorkflowDefinition, workflowDefinitionSchema } from '@greenroom/contracts';
import type { Transaction } from '../platform/database/database.ts';
import { type VersionOfWorkflow, WorkflowsRepository } from './workflows.repository.ts';

/** What the versions of workflows say. They never change, so each is read once in a process. */
@Injectable()
export class WorkflowDefinitions {
  private readonly known = new Map<string, WorkflowDefinition>();

  constructor(private readonly repository: WorkflowsRepository) {}

  async of(tx: Transaction, workflowId: string, version: number): Promise<WorkflowDefinition> {
    const key = keyOf(workflowId, version);
    const known = this.known.get(key);
    if (known) return known;
    const definition = workflowDefinitionSchema.parse(
      await this.repository.definitionOf(tx, workflowId, version),
    );
    this.known.set(key, definition);
    return definition;
  }

  /** Reads those of many versions that are not known yet, with one statement. */
  async read(tx: Transaction, versions: readonly VersionOfWorkflow[]): Promise<void> {
    const missing = new Map(
      versions
        .map(({ workflowId, version }) => [keyOf(workflowId, version), { workflowId, version }] as const)
        .filter(([key]) => !this.known.has(key)),
    );
    if (missing.size === 0) return;
    for (const { workflowId, version, definition } of await this.repository.definitionsOf(tx, [
      ...missing.values(),
    ]))
      this.known.set(keyOf(workflowId, version), workflowDefinitionSchema.parse(definition));
  }
}

const keyOf = (workflowId: string, version: number): string => `${workflowId} ${version}`;

import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type {
  Workflow,
  WorkflowCreation,
  WorkflowDefinition,
  WorkflowSummary,
  WorkflowUpdate,
  WorkflowVersion,
} from '@greenroom/contracts';
import { AuditLog } from '../audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import { AppError, notFound } from '../platform/http/app-error.ts';
import { WorkflowAdministrationRepository } from './workflow-administration.repository.ts';
import { WorkflowKinds } from './workflow-kinds.ts';
import { toSummary, toVersion, toWorkflow } from './workflow-view.ts';

/** Workflows as administrators read and change them. */
@Injectable()
export class WorkflowAdministration {
  constructor(
    private readonly database: Database,
    private readonly repository: WorkflowAdministrationRepository,
    private readonly kinds: WorkflowKinds,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<{ items: WorkflowSummary[] }> {
    return { items: (await this.repository.list()).map(toSummary) };
  }

  /** @throws AppError `not-found`. */
  async get(id: string, tx?: Transaction): Promise<Workflow> {
    const [row] = await this.repository.list(id, tx);
    if (!row) throw notFound('workflow');
    return toWorkflow(row);
  }

  /** @throws AppError `not-found`. */
  async versions(id: string): Promise<{ items: WorkflowVersion[] }> {
    const rows = await this.repository.listVersions(id);
    if (rows.length === 0) throw notFound('workflow');
    return { items: rows.map(toVersion) };
  }

  /** @throws AppError `invalid-request` for a definition that could not run; `not-found` for an unknown interview type. */
  create(actorId: string, { definition, ...input }: WorkflowCreation): Promise<Workflow> {
    this.demandGood(definition);
    return this.database.transaction(async (tx) => {
      await this.demandType(tx, input.interviewTypeId);
      const version = { definition, createdBy: actorId, createdAt: this.clock.now() };
      const id = await this.repository.create(tx, { ...input, key: keyFor(input.name) }, version);
      await this.audit.record(tx, {
        actorId,
        action: 'workflow.created',
        subject: `workflow:${id}`,
        details: { name: input.name, trigger: definition.trigger.kind },
      });
      return this.get(id, tx);
    });
  }

  /**
   * Writes a new version; runs that have begun go on by theirs.
   *
   * @throws AppError as {@link create}; `state-conflict` when somebody else has written a version meanwhile.
   */
  update(
    actorId: string,
    id: string,
    { definition, baseVersion, ...input }: WorkflowUpdate,
  ): Promise<Workflow> {
    this.demandGood(definition);
    return this.database.transaction(async (tx) => {
      await this.get(id, tx);
      await this.demandType(tx, input.interviewTypeId);
      const version = { definition, createdBy: actorId, createdAt: this.clock.now() };
      if (!(await this.repository.addVersion(tx, id, baseVersion, input, version))) {
        throw new AppError(
          'state-conflict',
          'Somebody else has changed this workflow meanwhile. Look again.',
        );
      }
      await this.audit.record(tx, {
        actorId,
        action: 'workflow.updated',
        subject: `workflow:${id}`,
        details: { name: input.name, version: baseVersion + 1 },
      });
      return this.get(id, tx);
    });
  }

  /** @throws AppError `not-found`. */
  switch(actorId: string, id: string, enabled: boolean): Promise<Workflow> {
    return this.database.transaction(async (tx) => {
      if (!(await this.repository.switch(tx, id, enabled))) throw notFound('workflow');
      const workflow = await this.get(id, tx);
      await this.audit.record(tx, {
        actorId,
        action: 'workflow.switched',
        subject: `workflow:${id}`,
        details: { name: workflow.name, enabled },
      });
      return workflow;
    });
  }

  /** @throws AppError `invalid-request` that names every mistake. */
  demandGood(definition: WorkflowDefinition): void {
    const problems = this.kinds.check(definition);
    if (problems.length === 0) return;
    throw new AppError('invalid-request', 'The workflow does not hold together.', {
      details: problems.map(({ path, message }) => ({ path: `body.definition.${path}`, message })),
    });
  }

  private async demandType(tx: Transaction, id: string | null): Promise<void> {
    if (id !== null && !(await this.repository.interviewTypeExists(tx, id))) throw notFound('interview type');
  }
}

/** A key that nobody has: it stays when the name is changed. */
function keyFor(name: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `${words.slice(0, 40) || 'workflow'}-${randomBytes(4).toString('hex')}`;
}

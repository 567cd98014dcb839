import { Injectable } from '@nestjs/common';
import {
  type AdminTask,
  type AdminTaskKind,
  idSchema,
  type ResponseOf,
  type routes,
} from '@greenroom/contracts';
import { AuditLog } from '../audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import { AppError, notFound } from '../platform/http/app-error.ts';
import { toAdminTask } from './admin-task-view.ts';
import { AdminTasksRepository } from './admin-tasks.repository.ts';

/** What waits for a person, about interviews. */
@Injectable()
export class AdminTasks {
  constructor(
    private readonly database: Database,
    private readonly repository: AdminTasksRepository,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Opens a task in the caller's transaction; opening it again while it is open changes nothing. */
  async open(
    tx: Transaction,
    task: {
      readonly interviewId: string;
      readonly kind: AdminTaskKind;
      readonly openedBy: AdminTask['openedBy'];
      readonly text?: string;
    },
  ): Promise<void> {
    await this.repository.insert(tx, { ...task, openedAt: this.clock.now() });
  }

  /**
   * Resolves open tasks of an interview, in the transaction of what made them needless.
   *
   * @param by account id of the administrator who decided; null for the course of things.
   */
  async settle(
    tx: Transaction,
    interviewId: string,
    kinds: readonly AdminTaskKind[],
    by: { readonly accountId: string; readonly note: string } | null = null,
  ): Promise<void> {
    await this.repository.resolve(
      tx,
      { interviewId, kind: { in: [...kinds] } },
      { resolvedAt: this.clock.now(), resolvedBy: by?.accountId ?? null, note: by?.note ?? null },
    );
  }

  /** What a side of an interview has objected to, if it has. */
  findAppeal(interviewId: string, openedBy: 'candidate' | 'interviewer', tx?: Transaction) {
    return this.repository.findNewest({ interviewId, kind: 'appeal' satisfies AdminTaskKind, openedBy }, tx);
  }

  async list(query: {
    status: 'open' | 'resolved';
    cursor?: string | undefined;
    limit: number;
  }): Promise<ResponseOf<typeof routes.adminListTasks>> {
    const { status, limit } = query;
    const rows = await this.repository.list(status, cursorOf(query.cursor), limit + 1);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return { items: shown.map(toAdminTask), nextCursor: rows.length > limit && last ? last.id : null };
  }

  countOpen(): Promise<number> {
    return this.repository.countOpen();
  }

  /** @throws AppError `not-found`; `state-conflict` when it is resolved already. */
  resolve(actorId: string, taskId: string, note: string): Promise<AdminTask> {
    return this.database.transaction(async (tx) => {
      const task = await this.repository.find(tx, taskId);
      if (!task) throw notFound('task');
      const resolvedAt = this.clock.now();
      const resolved = await this.repository.resolve(
        tx,
        { id: taskId },
        { resolvedAt, resolvedBy: actorId, note },
      );
      if (resolved === 0) throw new AppError('state-conflict', 'Somebody has resolved this task already.');
      await this.audit.record(tx, {
        actorId,
        action: 'task.resolved',
        subject: `task:${taskId}`,
        details: { kind: task.kind, interviewId: task.interviewId, note },
      });
      return toAdminTask({ ...task, resolvedAt, resolvedBy: actorId, note });
    });
  }
}

/** @throws AppError `invalid-request` for what no page before has answered. */
function cursorOf(cursor: string | undefined): string | undefined {
  if (cursor === undefined || idSchema.safeParse(cursor).success) return cursor;
  throw new AppError('invalid-request', 'The cursor is not one that a page before has answered.', {
    details: [{ path: 'query.cursor', message: 'is not a cursor of this list' }],
  });
}

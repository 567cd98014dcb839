import { Injectable } from '@nestjs/common';
import type { Prisma } from '../generated/prisma/client.ts';
import { Database, type Transaction } from '../platform/database/database.ts';

const withInterview = {
  interview: {
    select: {
      id: true,
      status: true,
      typeName: true,
      scheduledAt: true,
      outcome: true,
      proposedOutcome: true,
      candidate: { select: { name: true } },
      interviewer: { select: { name: true } },
    },
  },
} as const satisfies Prisma.AdminTaskInclude;

export type AdminTaskRecord = Prisma.AdminTaskGetPayload<{ include: typeof withInterview }>;

@Injectable()
export class AdminTasksRepository {
  constructor(private readonly database: Database) {}

  /** Opens a task, unless the same one is open already. */
  async insert(tx: Transaction, task: Prisma.AdminTaskCreateManyInput): Promise<void> {
    await tx.adminTask.createMany({ data: task, skipDuplicates: true });
  }

  /** Newest task of a kind that somebody opened about an interview. */
  findNewest(
    where: { interviewId: string; kind: string; openedBy: string },
    tx: Transaction = this.database.client,
  ) {
    return tx.adminTask.findFirst({ where, orderBy: [{ openedAt: 'desc' }, { id: 'desc' }] });
  }

  find(tx: Transaction, id: string): Promise<AdminTaskRecord | null> {
    return tx.adminTask.findUnique({ where: { id }, include: withInterview });
  }

  /** Resolves what is open of it. Returns how many there were. */
  async resolve(
    tx: Transaction,
    where: { id: string } | { interviewId: string; kind: { in: string[] } },
    resolution: { resolvedAt: Date; resolvedBy: string | null; note: string | null },
  ): Promise<number> {
    const { count } = await tx.adminTask.updateMany({
      where: { ...where, resolvedAt: null },
      data: resolution,
    });
    return count;
  }

  countOpen(): Promise<number> {
    return this.database.client.adminTask.count({ where: { resolvedAt: null } });
  }

  /** Open ones oldest first, resolved ones newest first, from after the task `cursor` on. */
  list(status: 'open' | 'resolved', cursor: string | undefined, limit: number): Promise<AdminTaskRecord[]> {
    const isOpen = status === 'open';
    return this.database.client.adminTask.findMany({
      where: { resolvedAt: isOpen ? null : { not: null } },
      include: withInterview,
      orderBy: isOpen ? [{ openedAt: 'asc' }, { id: 'asc' }] : [{ resolvedAt: 'desc' }, { id: 'desc' }],
      take: limit,
      ...(cursor !== undefined && { cursor: { id: cursor }, skip: 1 }),
    });
  }
}

import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.ts';

const selection = { id: true, name: true, email: true, phone: true, timeZone: true, locale: true } as const;

/** An administrator as messages are written to them. */
export type AdminRecord = Awaited<ReturnType<RecipientsRepository['listAdmins']>>[number];

/** People who are written to without a part in the interview. */
@Injectable()
export class RecipientsRepository {
  constructor(private readonly database: Database) {}

  listAdmins(tx: Transaction) {
    return tx.user.findMany({ where: { role: 'admin' }, select: selection, orderBy: { id: 'asc' } });
  }

  /** Null for somebody who is no administrator, or not any more. */
  findAdmin(id: string): Promise<AdminRecord | null> {
    return this.database.client.user.findFirst({ where: { id, role: 'admin' }, select: selection });
  }
}

import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/database/database.ts';

const selection = { id: true, name: true, email: true, phone: true, timeZone: true, locale: true } as const;

/** An administrator as messages are written to them. */
export type AdminRecord = Awaited<ReturnType<RecipientsRepository['listAdmins']>>[number];

/** People who are written to without a part in the interview. */
@Injectable()
export class RecipientsRepository {
  listAdmins(tx: Transaction) {
    return tx.user.findMany({ where: { role: 'admin' }, select: selection, orderBy: { id: 'asc' } });
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';

export interface AccountChanges {
  readonly name?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly locale?: string | undefined;
  readonly phone?: string | null | undefined;
}

const selection = {
  id: true,
  name: true,
  email: true,
  role: true,
  timeZone: true,
  locale: true,
  phone: true,
} as const;

@Injectable()
export class AccountsRepository {
  constructor(private readonly database: Database) {}

  find(accountId: string) {
    return this.database.client.user.findUniqueOrThrow({ where: { id: accountId }, select: selection });
  }

  update(accountId: string, changes: AccountChanges) {
    return this.database.client.user.update({
      where: { id: accountId },
      data: { ...changes },
      select: selection,
    });
  }
}

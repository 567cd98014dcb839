import { Injectable } from '@nestjs/common';
import { type Account, localeSchema } from '@greenroom/contracts';
import type { ApiRequest } from '../platform/http/request.ts';
import { AccountSessions } from './account-sessions.ts';
import { type AccountChanges, AccountsRepository } from './accounts.repository.ts';

@Injectable()
export class AccountsService {
  constructor(
    private readonly sessions: AccountSessions,
    private readonly repository: AccountsRepository,
  ) {}

  async whoIs(request: ApiRequest): Promise<{ account: Account | null }> {
    const caller = await this.sessions.find(request);
    return { account: caller ? await this.get(caller.accountId) : null };
  }

  async get(accountId: string): Promise<Account> {
    return toAccount(await this.repository.find(accountId));
  }

  async update(accountId: string, changes: AccountChanges): Promise<Account> {
    return toAccount(await this.repository.update(accountId, changes));
  }
}

type Row = Awaited<ReturnType<AccountsRepository['find']>>;

function toAccount(row: Row): Account {
  const locale = localeSchema.safeParse(row.locale);
  return {
    ...row,
    role: row.role === 'admin' ? 'admin' : 'candidate',
    locale: locale.success ? locale.data : null,
  };
}

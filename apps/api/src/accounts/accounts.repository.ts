import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';

export interface AccountChanges {
  readonly name?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly locale?: string | undefined;
  readonly phone?: string | null | undefined;
}

/** Who a session belongs to. */
export interface SessionAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
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

  /**
   * The account of a session that holds for longer than a time from now, in seconds: one that is expired, or nearer to its end, is not found.
   */
  async findBySession(token: string, forLonger: number): Promise<SessionAccount | undefined> {
    const [account] = await this.database.client.$queryRaw<SessionAccount[]>`
      SELECT u.id, u.name, u.email, u.role FROM session s JOIN "user" u ON u.id = s."userId"
      WHERE s.token = ${token} AND s."expiresAt" > now() + ${forLonger}::int * interval '1 second'`;
    return account;
  }

  update(accountId: string, changes: AccountChanges) {
    return this.database.client.user.update({
      where: { id: accountId },
      data: { ...changes },
      select: selection,
    });
  }
}

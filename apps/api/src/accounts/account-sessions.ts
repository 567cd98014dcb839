import { Injectable } from '@nestjs/common';
import { fromNodeHeaders } from 'better-auth/node';
import type { AccountCaller } from '../platform/http/caller.ts';
import type { ApiRequest } from '../platform/http/request.ts';
import { AccountsRepository, type SessionAccount } from './accounts.repository.ts';
import { Authentication } from './authentication.ts';
import { COOKIE_PREFIX, signedToken } from './session-cookie.ts';

/**
 * Finds out which account a request's session cookie belongs to. A session that plainly holds is found in one statement of our own; the
 * account library decides about everything else: it ends sessions, and makes those longer that are used.
 */
@Injectable()
export class AccountSessions {
  constructor(
    private readonly authentication: Authentication,
    private readonly repository: AccountsRepository,
  ) {}

  async find({ headers }: Pick<ApiRequest, 'headers'>): Promise<AccountCaller | null> {
    if (!headers.cookie?.includes(`${COOKIE_PREFIX}.session_token`)) return null;
    const plain = await this.findPlain(headers.cookie);
    if (plain) return callerOf(plain);
    const session = await this.authentication.library.api.getSession({ headers: fromNodeHeaders(headers) });
    return session ? callerOf(session.user) : null;
  }

  /** Of a cookie as the library writes it, and a session that it would neither end nor make longer now. */
  private async findPlain(cookie: string): Promise<SessionAccount | undefined> {
    const { secret, authCookies, sessionConfig } = await this.authentication.library.$context;
    const token = signedToken(cookie, authCookies.sessionToken.name, secret);
    if (token === undefined) return undefined;
    return this.repository.findBySession(token, sessionConfig.expiresIn - sessionConfig.updateAge);
  }
}

const callerOf = ({
  id,
  name,
  email,
  role,
}: Omit<SessionAccount, 'role'> & { role: unknown }): AccountCaller => ({
  kind: 'account',
  accountId: id,
  name,
  email,
  role: role === 'admin' ? 'admin' : 'candidate',
});

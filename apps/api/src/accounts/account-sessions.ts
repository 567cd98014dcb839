import { Injectable } from '@nestjs/common';
import { fromNodeHeaders } from 'better-auth/node';
import type { AccountCaller } from '../platform/http/caller.ts';
import type { ApiRequest } from '../platform/http/request.ts';
import { Authentication } from './authentication.ts';

/** Finds out which account a request's session cookie belongs to. */
@Injectable()
export class AccountSessions {
  constructor(private readonly authentication: Authentication) {}

  async find(request: Pick<ApiRequest, 'headers'>): Promise<AccountCaller | null> {
    if (!request.headers.cookie?.includes('greenroom.session_token')) return null;
    const session = await this.authentication.library.api.getSession({
      headers: fromNodeHeaders(request.headers),
    });
    if (!session) return null;
    const { id, name, email, role } = session.user;
    return { kind: 'account', accountId: id, name, email, role: role === 'admin' ? 'admin' : 'candidate' };
  }
}

import { inject, Injectable } from '@angular/core';
import { type Account, accountRoutes, type BodyOf, PASSWORD_MAX_LENGTH } from '@greenroom/contracts';
import { Api } from '../platform/api';
import { toApiError } from '../platform/api-error';
import { Session } from './session';

/** What can go wrong with signing up or in, as the page tells it. */
export type AuthProblem =
  | 'wrong-credentials'
  | 'email-taken'
  | 'email-invalid'
  | 'password-short'
  | 'password-long'
  | 'rate-limited'
  | 'network'
  | 'unknown';

/** A refused or failed request to the account service. */
export class AuthError extends Error {
  override readonly name = 'AuthError';

  constructor(readonly problem: AuthProblem) {
    super(problem);
  }
}

/** What the API's refusals are to the page; a refused field is a problem of its own. */
const PROBLEMS: Readonly<Partial<Record<string, AuthProblem>>> = {
  'wrong-credentials': 'wrong-credentials',
  'already-exists': 'email-taken',
  'rate-limited': 'rate-limited',
  network: 'network',
};

function problemOf(failure: unknown, { password }: { readonly password: string }): AuthProblem {
  const { code, details } = toApiError(failure);
  const refuses = (field: string) => details.some(({ path }) => path === `body.${field}`);
  if (code === 'invalid-request' && refuses('email')) return 'email-invalid';
  if (code === 'invalid-request' && refuses('password'))
    return password.length > PASSWORD_MAX_LENGTH ? 'password-long' : 'password-short';
  return PROBLEMS[code] ?? 'unknown';
}

/** Signing up and in; each leaves the session knowing the result. */
@Injectable({ providedIn: 'root' })
export class AuthApi {
  private readonly api = inject(Api);
  private readonly session = inject(Session);

  /** @throws AuthError */
  async signUp(body: BodyOf<typeof accountRoutes.signUp>): Promise<Account> {
    return this.enter(body, this.api.call(accountRoutes.signUp, { body }));
  }

  /** @throws AuthError */
  async signIn(body: BodyOf<typeof accountRoutes.signIn>): Promise<Account> {
    return this.enter(body, this.api.call(accountRoutes.signIn, { body }));
  }

  private async enter(
    entered: { readonly password: string },
    answer: Promise<{ account: Account }>,
  ): Promise<Account> {
    try {
      const { account } = await answer;
      this.session.set(account);
      return account;
    } catch (failure) {
      throw new AuthError(problemOf(failure, entered));
    }
  }
}

import { inject, Injectable } from '@angular/core';
import type { Account, Locale } from '@greenroom/contracts';
import * as z from 'zod/mini';
import { type Answer, isRefusal, Transport } from '../platform/transport';
import { Session } from './session';

const failureSchema = z.object({ code: z.optional(z.string()), message: z.optional(z.string()) });

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

/** Codes of better-auth's e-mail and password endpoints. */
const PROBLEMS: Readonly<Record<string, AuthProblem>> = {
  INVALID_EMAIL_OR_PASSWORD: 'wrong-credentials',
  INVALID_PASSWORD: 'wrong-credentials',
  USER_NOT_FOUND: 'wrong-credentials',
  USER_ALREADY_EXISTS: 'email-taken',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'email-taken',
  INVALID_EMAIL: 'email-invalid',
  PASSWORD_TOO_SHORT: 'password-short',
  PASSWORD_TOO_LONG: 'password-long',
};

function problemOf({ status, body }: Answer): AuthProblem {
  if (status === 429) return 'rate-limited';
  const failure = failureSchema.safeParse(body);
  return PROBLEMS[failure.data?.code ?? ''] ?? 'unknown';
}

export interface Registration {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly timeZone: string;
  readonly locale: Locale;
}

/** Signing up and in; each leaves the session knowing the result, or knowing that it has to ask. Null: the result could not be asked. */
@Injectable({ providedIn: 'root' })
export class AuthApi {
  private readonly transport = inject(Transport);
  private readonly session = inject(Session);

  /** @throws AuthError */
  async signUp(registration: Registration): Promise<Account | null> {
    return this.post('/api/auth/sign-up/email', registration);
  }

  /** @throws AuthError */
  async signIn(credentials: { readonly email: string; readonly password: string }): Promise<Account | null> {
    return this.post('/api/auth/sign-in/email', credentials);
  }

  private async post(url: string, body: object): Promise<Account | null> {
    const answer = await this.transport.send({ method: 'POST', url, body }).catch(() => null);
    if (!answer) throw new AuthError('network');
    if (isRefusal(answer)) throw new AuthError(problemOf(answer));
    // The server knows the person from here on: a page that cannot ask who it is must not look as if signing up or in had failed.
    return this.session.refresh().catch(() => {
      this.session.outdate();
      return null;
    });
  }
}

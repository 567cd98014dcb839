import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type BodyOf, type routes } from '@greenroom/contracts';
import * as z from 'zod/mini';
import { ENVIRONMENT, type Environment } from '../env.ts';
import { AppError } from '../platform/http/app-error.ts';
import { RequestQuota } from '../platform/http/request-quota.ts';
import type { ApiRequest } from '../platform/http/request.ts';
import { Authentication } from './authentication.ts';

/** Failed attempts for one address, from wherever they come; the library counts those of one network address. */
const ATTEMPTS = { name: 'sign-in', points: 20, seconds: 900 };

/** Headers that the library reads; the address it counts attempts by is ours, never one that the caller could choose. */
const READ_HEADERS = ['cookie', 'origin', 'user-agent'] as const;

const enteredSchema = z.object({ user: z.object({ id: z.string() }) });
const refusalSchema = z.object({ code: z.optional(z.string()) });

/** Somebody came in, or left. */
export interface Entry {
  /** Values of `Set-Cookie`. */
  readonly cookies: readonly string[];
}

export interface Entered extends Entry {
  readonly accountId: string;
}

/** Signing up, in and out, by the account library's endpoints of that name. No other of its endpoints can be reached. */
@Injectable()
export class AccountEntry {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly authentication: Authentication,
    private readonly quota: RequestQuota,
  ) {}

  /** @throws AppError `already-exists`, `rate-limited`. */
  async signUp(request: ApiRequest, body: BodyOf<typeof routes.signUp>): Promise<Entered> {
    return entered(await this.ask('sign-up/email', request, body));
  }

  /** @throws AppError `wrong-credentials`, the same for an address that nobody has; `rate-limited`. */
  async signIn(request: ApiRequest, body: BodyOf<typeof routes.signIn>): Promise<Entered> {
    const attempted = createHash('sha256').update(body.email.toLowerCase()).digest('base64url');
    await this.quota.take(ATTEMPTS, attempted);
    const entry = await entered(await this.ask('sign-in/email', request, body));
    await this.quota.forget(ATTEMPTS, attempted);
    return entry;
  }

  async signOut(request: ApiRequest): Promise<Entry> {
    return { cookies: (await this.ask('sign-out', request, {})).headers.getSetCookie() };
  }

  private async ask(path: string, request: ApiRequest, body: object): Promise<Response> {
    const headers = new Headers({ 'content-type': 'application/json', 'x-client-address': request.ip });
    for (const name of READ_HEADERS) {
      const value = request.headers[name];
      if (value !== undefined) headers.set(name, value);
    }
    const url = new URL(`/api/auth/${path}`, this.environment.PUBLIC_URL);
    const answer = await this.authentication.library.handler(
      new Request(url, { method: 'POST', headers, body: JSON.stringify(body) }),
    );
    if (answer.ok) return answer;
    throw await refusalOf(answer);
  }
}

async function entered(answer: Response): Promise<Entered> {
  const { user } = enteredSchema.parse(await answer.json());
  return { accountId: user.id, cookies: answer.headers.getSetCookie() };
}

/** The library's refusal in our words. What the contract lets through and the library refuses is a mistake of ours. */
async function refusalOf(answer: Response): Promise<Error> {
  if (answer.status === 429) {
    const retryAfterSeconds = Math.max(1, Number(answer.headers.get('x-retry-after')) || 60);
    return new AppError('rate-limited', `Too many requests. Try again in ${retryAfterSeconds} seconds.`, {
      retryAfterSeconds,
    });
  }
  const { code = '' } = refusalSchema.safeParse(await answer.json().catch(() => null)).data ?? {};
  if (code === 'INVALID_EMAIL_OR_PASSWORD')
    return new AppError('wrong-credentials', 'The e-mail address or the password is wrong.');
  if (code.startsWith('USER_ALREADY_EXISTS'))
    return new AppError('already-exists', 'There is an account with this e-mail address.', {
      details: [{ path: 'body.email', message: 'has an account already' }],
    });
  return new Error(`The account library answered ${answer.status} ${code}`);
}

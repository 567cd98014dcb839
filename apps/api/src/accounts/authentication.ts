import { Inject, Injectable, Logger } from '@nestjs/common';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '@greenroom/contracts';
import { betterAuth } from 'better-auth/minimal';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { ENVIRONMENT, type Environment } from '../env.ts';
import { Database } from '../platform/database/database.ts';
import { COOKIE_PREFIX, usesSecureCookies } from './session-cookie.ts';

const WEEK_SECONDS = 7 * 24 * 3600;
const DAY_SECONDS = 24 * 3600;

function createAuthentication(environment: Environment, database: Database) {
  return betterAuth({
    appName: 'Greenroom',
    baseURL: environment.PUBLIC_URL,
    basePath: '/api/auth',
    secret: environment.AUTH_SECRET,
    trustedOrigins: [environment.PUBLIC_URL],
    database: prismaAdapter(database.client, { provider: 'postgresql' }),
    emailAndPassword: {
      enabled: true,
      autoSignIn: true,
      minPasswordLength: PASSWORD_MIN_LENGTH,
      maxPasswordLength: PASSWORD_MAX_LENGTH,
    },
    user: {
      additionalFields: {
        // Set by the server only: nobody signs up as an administrator.
        role: { type: 'string', defaultValue: 'candidate', input: false },
        timeZone: { type: 'string', required: false },
        locale: { type: 'string', required: false },
      },
    },
    session: { expiresIn: WEEK_SECONDS, updateAge: DAY_SECONDS },
    // Counted in the database, so that the limits of signing in hold across processes.
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 100,
      customRules: {
        '/sign-in/email': { window: 60, max: 10 },
        '/sign-up/email': { window: 60, max: 10 },
      },
    },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: usesSecureCookies(environment.PUBLIC_URL),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      ipAddress: { ipAddressHeaders: ['x-client-address'] },
    },
    // What is not a refusal reaches our own filter of errors; what the library keeps to itself reaches our log.
    onAPIError: { throw: true },
    logger: { level: 'error', log: logFailure },
    telemetry: { enabled: false },
  });
}

const logger = new Logger('Accounts');

/** Refusals are logged with the person's address; failures come with an error, and only that is written. */
function logFailure(_level: string, message: string, ...details: unknown[]): void {
  const failure = details.find((detail) => detail instanceof Error);
  if (failure) logger.error({ err: failure }, message);
}

/** The account library, configured. Sessions are cookies; passwords are hashed by the library (scrypt). */
@Injectable()
export class Authentication {
  readonly library: ReturnType<typeof createAuthentication>;

  constructor(@Inject(ENVIRONMENT) environment: Environment, database: Database) {
    this.library = createAuthentication(environment, database);
  }
}

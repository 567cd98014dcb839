import * as z from 'zod/mini';
import { emailSchema, localeSchema, phoneSchema, textSchema, timeZoneSchema } from './primitives.ts';
import { defineRoute } from './route.ts';

export const accountRoleSchema = z.enum(['candidate', 'admin']);
export type AccountRole = z.infer<typeof accountRoleSchema>;

export const accountSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: accountRoleSchema,
  timeZone: z.nullable(z.string()),
  locale: z.nullable(localeSchema),
  /** E.164; null for somebody who does not want text messages. */
  phone: z.nullable(z.string()),
});
export type Account = z.infer<typeof accountSchema>;

/** Shortest password that is taken (NIST SP 800-63B, with room above its minimum). */
export const PASSWORD_MIN_LENGTH = 10;

/** Longest password that is taken: hashing it costs the server time. */
export const PASSWORD_MAX_LENGTH = 128;

const personNameSchema = textSchema(80);

export const accountRoutes = {
  signUp: defineRoute({
    method: 'POST',
    path: '/api/auth/sign-up/email',
    summary: 'Make a candidate’s account and sign in: the answer sets the session’s cookie',
    tag: 'Account',
    access: 'public',
    body: z.strictObject({
      name: personNameSchema,
      email: emailSchema,
      password: z.string().check(z.minLength(PASSWORD_MIN_LENGTH), z.maxLength(PASSWORD_MAX_LENGTH)),
      timeZone: z.optional(timeZoneSchema),
      locale: z.optional(localeSchema),
    }),
    response: z.object({ account: accountSchema }),
    errors: ['already-exists'],
  }),
  signIn: defineRoute({
    method: 'POST',
    path: '/api/auth/sign-in/email',
    summary: 'Sign in: the answer sets the session’s cookie',
    tag: 'Account',
    access: 'public',
    body: z.strictObject({
      email: emailSchema,
      password: z.string().check(z.minLength(1), z.maxLength(PASSWORD_MAX_LENGTH)),
    }),
    response: z.object({ account: accountSchema }),
    errors: ['wrong-credentials'],
  }),
  signOut: defineRoute({
    method: 'POST',
    path: '/api/auth/sign-out',
    summary: 'End the session of this browser, if there is one',
    tag: 'Account',
    access: 'public',
  }),
  getMe: defineRoute({
    method: 'GET',
    path: '/api/me',
    summary: 'Who is signed in; null when nobody is',
    tag: 'Account',
    access: 'public',
    response: z.object({ account: z.nullable(accountSchema) }),
  }),
  updateMe: defineRoute({
    method: 'PATCH',
    path: '/api/me',
    summary: 'Change my name, time zone, language or telephone number',
    tag: 'Account',
    access: 'account',
    body: z.strictObject({
      name: z.optional(personNameSchema),
      timeZone: z.optional(timeZoneSchema),
      locale: z.optional(localeSchema),
      phone: z.optional(z.nullable(phoneSchema)),
    }),
    response: accountSchema,
  }),
} as const;

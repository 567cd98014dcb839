import * as z from 'zod/mini';
import { localeSchema, textSchema, timeZoneSchema } from './primitives.ts';
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
});
export type Account = z.infer<typeof accountSchema>;

/** Shortest password that is taken (NIST SP 800-63B, with room above its minimum). */
export const PASSWORD_MIN_LENGTH = 10;

/** Longest password that is taken: hashing it costs the server time. */
export const PASSWORD_MAX_LENGTH = 128;

export const accountRoutes = {
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
    summary: 'Change my name, time zone or language',
    tag: 'Account',
    access: 'account',
    body: z.strictObject({
      name: z.optional(textSchema(80)),
      timeZone: z.optional(timeZoneSchema),
      locale: z.optional(localeSchema),
    }),
    response: accountSchema,
  }),
} as const;

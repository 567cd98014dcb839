import type * as z from 'zod/mini';
import type { ErrorCode } from './errors.ts';

/**
 * Who may call a route. The API's one guard enforces it; ownership of the resource is checked by the service on top.
 *
 * - `public`: anybody.
 * - `account`: a signed-in account (cookie session).
 * - `admin`: a signed-in account with the admin role.
 * - `interviewer`: a session exchanged from a signed e-mail link.
 * - `participant`: either side of an interview: the candidate's account or the interviewer's link session.
 * - `signalling`: our own Jitsi, by shared secret.
 * - `provider`: an outside service that signs its requests (payment webhooks).
 */
export type Access =
  'public' | 'account' | 'admin' | 'interviewer' | 'participant' | 'signalling' | 'provider';

/** One HTTP route: what the API serves, what the web calls and what the OpenAPI document says. */
export interface RouteContract {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path from the origin, with `:name` parameters, for example `/api/interviews/:interviewId`. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly tag: string;
  readonly access: Access;
  readonly params?: z.ZodMiniObject;
  readonly query?: z.ZodMiniObject;
  /** JSON body; absent means that there is none, except for a provider's, which is signed. */
  readonly body?: z.ZodMiniType;
  /** Media type of a body that is handed on as it arrives instead: a file, too large to be held. */
  readonly upload?: string;
  /** JSON answer; absent means an empty answer (204). */
  readonly response?: z.ZodMiniType;
  /** Media type of an answer that is a file instead, sent as it is read. */
  readonly download?: string;
  /** Status of success; 200, or 204 where there is no response, unless said. */
  readonly status?: 200 | 201 | 202 | 204;
  /** Errors beyond those that every route can answer (`invalid-request`, `unauthenticated`, `forbidden`, `rate-limited`, `internal`). */
  readonly errors?: readonly ErrorCode[];
}

/** Keeps a route's literal types while checking its shape. */
export const defineRoute = <const R extends RouteContract>(route: R): R => route;

export type ParamsOf<R extends RouteContract> = R['params'] extends z.ZodMiniType
  ? z.infer<R['params']>
  : undefined;
export type QueryOf<R extends RouteContract> = R['query'] extends z.ZodMiniType
  ? z.infer<R['query']>
  : undefined;
export type BodyOf<R extends RouteContract> = R['body'] extends z.ZodMiniType
  ? z.infer<R['body']>
  : undefined;
export type ResponseOf<R extends RouteContract> = R['response'] extends z.ZodMiniType
  ? z.infer<R['response']>
  : undefined;

/**
 * The address of a route with its parameters and query filled in and escaped.
 *
 * @throws Error when a parameter named in the path is missing: a mistake of the programmer.
 */
export function routeUrl(
  route: RouteContract,
  params: Readonly<Record<string, string>> = {},
  query: Readonly<Record<string, string | number | boolean | undefined>> = {},
): string {
  const path = route.path.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${route.method} ${route.path} needs the parameter "${name}"`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value));
  }
  return search.size > 0 ? `${path}?${search}` : path;
}

import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Call } from './routing.ts';

const COOKIE = 'greenroom.session_token=';

/** The account of a request's session cookie (`<token>.<base64 HMAC-SHA256>`, escaped), or undefined. */
export async function accountOf({ headers, pool, environment }: Call): Promise<Account | undefined> {
  const pair = headers.cookie?.split('; ').find((candidate) => candidate.startsWith(COOKIE));
  if (!pair) return undefined;
  const value = decodeURIComponent(pair.slice(COOKIE.length));
  const dot = value.lastIndexOf('.');
  const token = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1), 'base64');
  const signature = createHmac('sha256', environment.AUTH_SECRET).update(token).digest();
  if (given.length !== signature.length || !timingSafeEqual(given, signature)) return undefined;
  const { rows } = await pool.query<Account>(
    `SELECT u.id, u.name, u.email, u.role FROM session s JOIN "user" u ON u.id = s."userId"
     WHERE s.token = $1 AND s."expiresAt" > now()`,
    [token],
  );
  return rows[0];
}

type Account = { readonly id: string; readonly name: string; readonly email: string; readonly role: string };

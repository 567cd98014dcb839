import { createHmac, timingSafeEqual } from 'node:crypto';

/** Begins the names of all cookies of the account library. */
export const COOKIE_PREFIX = 'greenroom';

export const usesSecureCookies = (publicUrl: string): boolean => publicUrl.startsWith('https:');

/** The cookie of an account's session, as the library calls it: with `__Secure-` over TLS (RFC 6265bis, 4.1.3.1). */
export const sessionCookieName = (publicUrl: string): string =>
  `${usesSecureCookies(publicUrl) ? '__Secure-' : ''}${COOKIE_PREFIX}.session_token`;

/** `<token>.<HMAC-SHA256 of the token, base64>`, with the escapes that the library writes. 256 bits end with one `=`. */
const ESCAPED_VALUE = /^[A-Za-z0-9]+\.(?:[A-Za-z0-9+/=]|%2B|%2F|%3D)+$/;
const VALUE = /^([A-Za-z0-9]+)\.([A-Za-z0-9+/]{43}=)$/;

/**
 * The token of a session cookie that is written exactly as the account library writes it, and signed with its secret.
 *
 * @returns undefined for everything else, such as a cookie that is there twice: what that is worth is not decided here.
 */
export function signedToken(header: string, name: string, secret: string): string | undefined {
  const values = header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  const [value] = values;
  if (value === undefined || values.length > 1 || !ESCAPED_VALUE.test(value)) return undefined;
  const [, token, signature] = VALUE.exec(decodeURIComponent(value)) ?? [];
  if (token === undefined || signature === undefined) return undefined;
  const expected = createHmac('sha256', secret).update(token).digest();
  return timingSafeEqual(Buffer.from(signature, 'base64'), expected) ? token : undefined;
}

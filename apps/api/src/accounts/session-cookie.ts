/** Begins the names of all cookies of the account library. */
export const COOKIE_PREFIX = 'greenroom';

export const usesSecureCookies = (publicUrl: string): boolean => publicUrl.startsWith('https:');

/** The cookie of an account's session, as the library calls it: with `__Secure-` over TLS (RFC 6265bis, 4.1.3.1). */
export const sessionCookieName = (publicUrl: string): string =>
  `${usesSecureCookies(publicUrl) ? '__Secure-' : ''}${COOKIE_PREFIX}.session_token`;

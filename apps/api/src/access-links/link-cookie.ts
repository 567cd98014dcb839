/** How many interviews one browser keeps open at once; the oldest makes room. */
const SESSIONS_PER_BROWSER = 10;

/** 256 bits in base64url: letters that stand in a cookie as they are (RFC 6265, 4.1.1), as does the dot between two. */
const SESSION_VALUE = /^[A-Za-z0-9_-]{43}$/;
const SEPARATOR = '.';

const isSecure = (publicUrl: string): boolean => publicUrl.startsWith('https:');

/** `__Host-` binds the cookie to this very host and to TLS (RFC 6265bis, 4.1.3.2); browsers refuse it over plain HTTP. */
export const linkCookieName = (publicUrl: string): string =>
  isSecure(publicUrl) ? '__Host-greenroom-interviewer' : 'greenroom-interviewer';

/** The session values that a browser holds, newest first: one for each interview that it opened a link of. */
export function readLinkCookie(publicUrl: string, header: string | undefined): readonly string[] {
  const prefix = `${linkCookieName(publicUrl)}=`;
  const pair = header?.split(';').find((candidate) => candidate.trim().startsWith(prefix));
  if (!pair) return [];
  const values = pair.trim().slice(prefix.length).split(SEPARATOR);
  return values.filter((value) => SESSION_VALUE.test(value)).slice(0, SESSIONS_PER_BROWSER);
}

/**
 * The `Set-Cookie` header that gives a browser its sessions, newest first.
 *
 * @param maxAgeSeconds seconds until the last of them ends.
 */
export function writeLinkCookie(publicUrl: string, values: readonly string[], maxAgeSeconds: number): string {
  const value = values.slice(0, SESSIONS_PER_BROWSER).join(SEPARATOR);
  const attributes = [
    `Max-Age=${Math.max(0, Math.floor(maxAgeSeconds))}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
  ];
  if (isSecure(publicUrl)) attributes.push('Secure');
  return [`${linkCookieName(publicUrl)}=${value}`, ...attributes].join('; ');
}

import type { Environment } from './environment.ts';

/** Headers of every answer that does not bring its own. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy':
    'camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), geolocation=()',
  // The address of a page tells which interview it is about, and links in e-mails open one: no site that a page links to may learn it.
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** The policy of a page of another service that brings none, such as the API's documentation. */
const PAGE_POLICY = "default-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";

/** The policy of an answer that is not a page, such as a download or an error. */
const EMPTY_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** The policy of an answer that has none of its own, by its content type. */
export function defaultPolicy(contentType: unknown): string {
  return String(contentType).startsWith('text/html') ? PAGE_POLICY : EMPTY_POLICY;
}

/**
 * The content security policy of the portal: no inline script, no `eval`, nothing from other origins save a
 * configured Jitsi.
 *
 * Angular adds its component styles as `<style>` elements at run time; it puts the nonce of the page on them.
 *
 * @param nonce random value of this one answer, also written into the page
 */
export function portalPolicy(environment: Environment, nonce: string): string {
  const { JITSI_LIBRARY_URL, JITSI_WEBSOCKET_URL } = environment;
  const library = URL.canParse(JITSI_LIBRARY_URL) ? ` ${new URL(JITSI_LIBRARY_URL).origin}` : '';
  // Named although it may be our own origin: in some browsers 'self' does not cover WebSockets.
  const signalling = new URL(JITSI_WEBSOCKET_URL);
  return [
    "default-src 'none'",
    `script-src 'self'${library}`,
    `style-src 'self' 'nonce-${nonce}'`,
    `connect-src 'self' ${signalling.protocol}//${signalling.host}`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "worker-src 'self' blob:", // lib-jitsi-meet keeps its timers in a worker made from a blob
    "manifest-src 'self'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

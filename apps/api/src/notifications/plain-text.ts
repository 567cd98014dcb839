const LONGEST_NAME = 100;

/**
 * A text that somebody typed, fit for a header, a subject or one line of a mail: no control characters (line ends would begin a new header,
 * RFC 5322, 2.2), no invisible or direction-changing ones, not longer than a name needs to be.
 */
export function plainText(typed: string): string {
  const line = typed
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return Array.from(line).slice(0, LONGEST_NAME).join('');
}

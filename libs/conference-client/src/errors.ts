import { GrantRefusedError } from './port.ts';
import type { ConferenceError, ConferenceErrorCode } from './port.ts';

/** How an entry into the room ends otherwise than wished. */
export type Outcome =
  | { readonly kind: 'error'; readonly error: ConferenceError }
  | { readonly kind: 'replaced' }
  | { readonly kind: 'kicked'; readonly reason: string | null }
  | { readonly kind: 'ended'; readonly reason: string | null };

/** Carries an outcome through promises. */
export class EntryFailure extends Error {
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super(outcome.kind === 'error' ? `${outcome.error.code}: ${outcome.error.reason}` : outcome.kind);
    this.name = 'EntryFailure';
    this.outcome = outcome;
  }
}

const KINDS: Record<ConferenceErrorCode, Pick<ConferenceError, 'category' | 'retryable'>> = {
  'grant-refused': { category: 'refused', retryable: false },
  'grant-unavailable': { category: 'network', retryable: true },
  'token-rejected': { category: 'refused', retryable: false },
  'room-refused': { category: 'refused', retryable: false },
  'room-full': { category: 'refused', retryable: false },
  'library-unavailable': { category: 'library', retryable: true },
  'connection-failed': { category: 'network', retryable: true },
  'join-failed': { category: 'network', retryable: true },
  'device-permission-denied': { category: 'devices', retryable: true },
  'device-not-found': { category: 'devices', retryable: true },
  'device-unusable': { category: 'devices', retryable: true },
  'device-lost': { category: 'devices', retryable: true },
  'screen-share-failed': { category: 'devices', retryable: true },
};

export function conferenceError(code: ConferenceErrorCode, reason = ''): ConferenceError {
  return { code, ...KINDS[code], reason: plainText(reason) };
}

function failure(code: ConferenceErrorCode, reason = ''): EntryFailure {
  return new EntryFailure({ kind: 'error', error: conferenceError(code, reason) });
}

export function grantFailure(error: unknown): EntryFailure {
  if (error instanceof GrantRefusedError) return failure('grant-refused', error.code);
  return failure('grant-unavailable', messageOf(error));
}

export function libraryFailure(error: unknown): EntryFailure {
  return failure('library-unavailable', messageOf(error));
}

/**
 * @param type the library's name of what happened
 * @param message the server's text or stream error condition
 */
export function connectionFailure(type: string, message: string | null | undefined): EntryFailure {
  if (message === 'conflict') return new EntryFailure({ kind: 'replaced' });
  // The name comes from passwords; with tokens it means that the login was refused.
  if (type === 'connection.passwordRequired') return failure('token-rejected', message ?? '');
  return failure('connection-failed', message ?? type);
}

/** @returns null for what the library mends by itself */
export function conferenceFailure(type: string, details: readonly unknown[]): EntryFailure | null {
  const [first, second] = details.map((detail) => (typeof detail === 'string' ? detail : ''));
  switch (type) {
    case 'conference.focusDisconnected':
      return null;
    case 'conference.destroyed':
      return new EntryFailure({ kind: 'ended', reason: plainText(first ?? '') || null });
    case 'conference.reservationError':
      // The gate's own words; a gate that is away for a moment is no refusal.
      return (first ?? '').startsWith('5') ? failure('join-failed', second) : failure('room-refused', second);
    case 'conference.connectionError.notAllowed':
    case 'conference.connectionError.membersOnly':
    case 'conference.connectionError.accessDenied':
    case 'conference.passwordRequired':
      return failure('room-refused', second);
    case 'conference.authenticationRequired':
      return failure('token-rejected', first);
    case 'conference.max_users':
      return failure('room-full');
    default:
      return failure('join-failed', type);
  }
}

/** What an attempt ended with, also where the library threw something of its own. */
export function entryFailure(error: unknown): EntryFailure {
  return error instanceof EntryFailure ? error : failure('join-failed', messageOf(error));
}

export function joinTimeout(): EntryFailure {
  return failure('join-failed', 'no answer from the room');
}

export function connectionTimeout(): EntryFailure {
  return failure('connection-failed', 'no answer from the server');
}

export function resumeTimeout(): EntryFailure {
  return failure('connection-failed', 'the connection did not resume');
}

/** What a device error of the library or the browser means. */
export function deviceError(error: unknown): ConferenceError {
  const name = nameOf(error);
  if (/permission_denied|NotAllowed/.test(name))
    return conferenceError('device-permission-denied', messageOf(error));
  if (/not_found|NotFound|constraint_failed|Overconstrained/.test(name)) {
    return conferenceError('device-not-found', messageOf(error));
  }
  return conferenceError('device-unusable', messageOf(error));
}

/** True when the person closed the browser's screen chooser. */
export function isChooserDismissed(error: unknown): boolean {
  return /screensharing_user_canceled|permission_denied|NotAllowed/.test(nameOf(error));
}

/** Some servers' texts arrive XML-escaped. */
export function plainText(text: string): string {
  const named: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'", amp: '&' };
  return text.replace(/&(lt|gt|quot|apos|#39|amp);/g, (_all, name: string) => named[name] ?? '');
}

function nameOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : '';
}

function messageOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return typeof error === 'string' ? error : '';
}
